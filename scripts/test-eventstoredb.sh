#!/bin/sh
# The suites that EventStoreDB must pass: contract, measured answers, faults, seals, erasures and rotations cut short. Against
# the first of these there is:
#   EVENT_STORE_URL     a server that runs already; suites that stop and kill theirs take the stand-in, and say so
#   EVENT_STORE_START   a command that starts a server in the foreground, given a port, a data folder and more options
#   a container engine  the official image (EVENT_STORE_IMAGE)
#   otherwise           the stand-in of test/support, which answers as EVENT_STORE_STAND_IN does: 23.10 or 26.1
# Any suite of a council runs on a server that runs already with COUNCILS_EVENT_STORE_URL: npm run unit -- dist/test/...
set -e
cd "$(dirname "$0")/.."
sh scripts/prepare.sh

if [ -z "$EVENT_STORE_URL" ] && [ -z "$EVENT_STORE_START" ] && docker info >/dev/null 2>&1; then
  image=${EVENT_STORE_IMAGE:-docker.kurrent.io/kurrent-lts/kurrentdb:26.0.3}
  echo "Starting $image ..." >&2
  container=$(docker run --detach --rm --publish 127.0.0.1::2113 "$image" --insecure --mem-db --run-projections=None)
  trap 'docker stop "$container" >/dev/null' EXIT
  address=$(docker port "$container" 2113/tcp | head -1)
  until curl --silent --fail --output /dev/null "http://$address/health/live"; do sleep 1; done
  EVENT_STORE_URL="esdb://$address?tls=false"
  export EVENT_STORE_URL
fi

# A real server takes its time to start again.
npm run --silent unit -- dist/test/eventstoredb dist/test/erasure/killed dist/test/erasure/rotation --testTimeout=300000
