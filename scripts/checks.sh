#!/bin/sh
# What a change must pass without being run: format, lint, types, imports, nothing unused. Two at a time. What was found of a
# file that has not changed since is kept in .cache and node_modules/.cache.
cd "$(dirname "$0")/.." || exit

run() { # CHECK...
  for check in "$@"; do npm run --silent "$check" || return; done
}

run types &
first=$!
run format lint imports unused
second=$?
wait "$first" && exit "$second"
