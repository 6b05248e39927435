#!/bin/sh
# A backup of the records that the settings name, into a new folder, while services run on them:
#   sh scripts/backup.sh FOLDER
# From a data folder: a copy of its files. From an event server (EVENT_STORE_URL): exports of events and keys.
# The master key is not in it (docs/backup-and-restore.md).
set -e
folder=${1:?usage: sh scripts/backup.sh FOLDER}
main="$(dirname "$0")/../dist/apps/cli/main.js"
[ -f "$main" ] || { echo "Plumbline is not built: npm run build" >&2; exit 2; }
plumbline() { node "$main" "$@"; }

if [ -z "$EVENT_STORE_URL" ]; then
  plumbline backup "$folder"
  exit
fi

[ ! -e "$folder" ] || { echo "$folder is there already. Name a folder that is not there yet." >&2; exit 1; }
draft="$folder.$$.unfinished"
trap 'rm -rf "$draft"' EXIT
mkdir -m 700 "$draft"
# Events first: a key is kept before the event that needs it, so every event's key is in the second file.
plumbline export events "$draft/events.ndjson"
plumbline export keys "$draft/keys.ndjson"
mv "$draft" "$folder"
