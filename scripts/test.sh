#!/bin/sh
# Everything a change must pass, on a fresh machine: installs, checks, and runs every suite.
set -e
cd "$(dirname "$0")/.."
sh scripts/prepare.sh
sh scripts/servers.sh
npm run --silent format
npm run --silent lint
npm run --silent types
npm run --silent imports
npm run --silent unused
npm run --silent unit
