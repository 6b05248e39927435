#!/bin/sh
# Everything a change must pass, on a fresh machine: installs, checks, and runs every suite.
set -e
cd "$(dirname "$0")/.."
sh scripts/prepare.sh
sh scripts/servers.sh
sh scripts/checks.sh

# The suites kill processes, never the machine: what they write need not reach a disk, for which thousands of commits would wait.
free=$(df -k --output=avail /dev/shm 2>/dev/null | tail -1)
if [ "${free:-0}" -gt 4000000 ]; then
  TMPDIR=$(mktemp -d /dev/shm/plumbline-tests.XXXXXX)
  export TMPDIR
  trap 'rm -rf "$TMPDIR"' EXIT
fi
npm run --silent unit
