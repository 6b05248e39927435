#!/bin/sh
# The suites run on a real Redis, a real nginx and a real Chromium: Debian's. Where they are missing, root installs them; anybody else is told
# what to install, and asks for it with INSTALL_SERVERS=true, which runs `sudo`.
set -e
missing=""
command -v redis-server >/dev/null || missing="redis-server"
PATH="$PATH:/usr/sbin" command -v nginx >/dev/null || missing="$missing nginx-light"
command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
  missing="$missing chromium-headless-shell"
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ]; then
  as_root=""
elif [ "$INSTALL_SERVERS" = true ]; then
  as_root="sudo -n"
else
  echo "Missing for the tests: $missing. Install them (sudo apt-get install $missing), or run this again with INSTALL_SERVERS=true." >&2
  exit 1
fi

echo "Installing for the tests: $missing ..." >&2
if command -v apt-get >/dev/null && $as_root apt-get update -qq >&2 && $as_root apt-get install -y -qq --no-install-recommends $missing >&2; then
  exit 0
fi
echo "Missing and not installed: $missing. Install Redis 6.2 or later, nginx and Chromium (any will do; apt-get install $missing), then run the tests again." >&2
exit 1
