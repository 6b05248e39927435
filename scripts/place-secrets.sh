#!/bin/sh
# Gives each container the secrets that are its own: run once at every start, as root, in a container that does nothing else.
# Docker shows a mounted file with the owner it has on the machine. What an operator keeps closed to others could not be read
# by images that run as a user of their own, so each gets a copy of its own in a volume.
#   /from                 docker/secrets
#   /for/plumbline        for user 1000, as whom Plumbline's image runs
#   /for/events-1..3      for EVENT_STORE_UID: 1001 for KurrentDB 26.0 and later, 1000 before
set -e
umask 077

place() { # USER FOLDER FILE...
  user=$1 folder=$2
  shift 2
  install -d -o "$user" -g "$user" -m 500 "$folder"
  for file in "$@"; do
    [ ! -f "$file" ] || install -o "$user" -g "$user" -m 400 "$file" "$folder/"
  done
}

place 1000 /for/plumbline /from/master.key /from/ca.crt
for node in events-1 events-2 events-3; do
  [ -d "/for/$node" ] || continue
  place "${EVENT_STORE_UID:-1001}" "/for/$node" "/from/$node/node.crt" "/from/$node/node.key"
  place "${EVENT_STORE_UID:-1001}" "/for/$node/ca" "/from/$node/ca/ca.crt"
done
