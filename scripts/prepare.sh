#!/bin/sh
# Installs and builds what is missing or out of date, and nothing else: a second start takes seconds.
set -e
cd "$(dirname "$0")/.."

node -e '
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Plumbline needs Node 20.19 or later; this is ${process.version}.`);
  process.exit(1);
}
if (major >= 24) {
  console.error(`On Node 24 and later better-sqlite3 12 ends the process at any moment; this is ${process.version}. Take Node 22.`);
  process.exit(1);
}'

fingerprint() { node -e '
const { createHash } = require("node:crypto");
const { readdirSync, readFileSync, statSync } = require("node:fs");
const { join } = require("node:path");
const hash = createHash("sha256");
const walk = (path) => {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) if (name !== "node_modules") walk(join(path, name));
  } else hash.update(path).update(readFileSync(path));
};
process.argv.slice(1).forEach(walk);
hash.update(process.version);
console.log(hash.digest("hex"));' "$@"; }

installed=$(fingerprint package-lock.json)
if [ "$(cat node_modules/.plumbline-installed 2>/dev/null)" != "$installed" ]; then
  echo "Installing the libraries (the first time takes a few minutes) ..." >&2
  npm ci --no-audit --no-fund --loglevel=error >&2
  echo "$installed" > node_modules/.plumbline-installed
fi

built=$(fingerprint apps libs test scripts/bundle.mjs nest-cli.json .swcrc package.json)
if [ "$(cat dist/.plumbline-built 2>/dev/null)" != "$built" ]; then
  echo "Building ..." >&2
  npm run --silent build >&2
  echo "$built" > dist/.plumbline-built
fi
