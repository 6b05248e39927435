#!/bin/sh
# Builds this work tree and runs its suites on another version of Node: sh scripts/on-node.sh [VERSION [SUITES]]
# VERSION is that of the image (.nvmrc) where it is left out. Everything is in a copy under .cache/on-node/VERSION, libraries
# included: native ones are compiled for each version (g++, make, python3). Node comes from the npm registry, with its headers.
set -e
cd "$(dirname "$0")/.."
version=${1:-$(cat .nvmrc)}
[ $# -eq 0 ] || shift

place="$PWD/.cache/on-node/$version"
binary="node-$(node -p 'process.platform')-$(node -p 'process.arch')"
home="$place/node/node_modules/$binary"
copy="$place/plumbline"
mkdir -p "$place/node" "$copy"
[ -x "$home/bin/node" ] ||
  npm install --prefix "$place/node" --no-save --no-audit --no-fund --loglevel=error "$binary@$version" >&2

# What git knows and what is new; libraries and what was built stay from the last time.
find "$copy" -mindepth 1 -maxdepth 1 ! -name node_modules ! -name dist -exec rm -rf {} +
git ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -T - -cf - | tar -xf - -C "$copy"

PATH="$home/bin:$PATH"
npm_config_nodedir="$home"
export PATH npm_config_nodedir
cd "$copy"
echo "On Node $(node --version)" >&2
sh scripts/prepare.sh
exec npm run --silent unit -- "$@"
