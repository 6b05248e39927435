#!/bin/sh
# The suites of reminders run on a real Redis: Debian's redis-server, installed here where it is missing.
set -e
command -v redis-server >/dev/null && exit 0
echo "Installing redis-server for the tests of reminders ..." >&2
if [ "$(id -u)" = 0 ]; then as_root=""; else as_root="sudo -n"; fi
if command -v apt-get >/dev/null && $as_root apt-get update -qq >&2 && $as_root apt-get install -y -qq redis-server >&2; then
  exit 0
fi
echo "redis-server is missing and could not be installed. Install Redis 6.2 or later (apt-get install redis-server) and run the tests again." >&2
exit 1
