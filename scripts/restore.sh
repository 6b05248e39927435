#!/bin/sh
# Puts a backup that backup.sh made into new records, and checks every chain; before any service is started on them:
#   sh scripts/restore.sh FOLDER ['WHY IT IS PUT BACK']
# A log that was sealed since the backup is tampered with, until whoever put an older copy back says why.
# A copy of files goes into a new DATA_DIR; exports go into a new DATA_DIR or onto an event server (EVENT_STORE_URL), under
# a deployment that holds nothing yet. MASTER_KEY_FILE must be the key that the backup names.
set -e
folder=${1:?usage: sh scripts/restore.sh FOLDER [WHY]}
main="$(dirname "$0")/../dist/apps/cli/main.js"
[ -f "$main" ] || { echo "Plumbline is not built: npm run build" >&2; exit 2; }
plumbline() { node "$main" "$@"; }

if [ -f "$folder/backup.json" ]; then
  plumbline restore "$folder"
else
  # Cut short, it is run again: both go on where they stopped.
  plumbline import events "$folder/events.ndjson"
  plumbline import keys "$folder/keys.ndjson"
fi
# Where nothing was sealed since there is nothing to say; what is wrong then, verify finds.
[ -z "${2:-}" ] || plumbline log-restored --reason "$2" || true
plumbline verify
