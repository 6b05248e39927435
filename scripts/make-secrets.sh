#!/bin/sh
# Makes what compose.servers.yaml and compose.cluster.yaml keep secret, in docker/secrets, once; what is there stays:
#   master.key       opens every personal key: keep a copy somewhere else before there are real records
#   settings.env     the password of the event server's administrator
#   ca.crt, ca.key   a certificate authority of your own, for ten years; keep ca.key somewhere else but for renewing
#   events-1..3      each node's certificate, for 825 days, its key and ca/
# All of it is yours alone: place-secrets.sh gives each container its part.
#
#   sh scripts/make-secrets.sh          what is missing
#   sh scripts/make-secrets.sh renew    new keys and certificates for the nodes, by the same authority (docker/README.md)
#   sh scripts/make-secrets.sh check    until when the certificates are good; fails where one ends within 60 days
set -e
umask 077
cd "$(dirname "$0")/../docker"
mkdir -p secrets
cd secrets
nodes="events-1 events-2 events-3"

case ${1:-missing} in
  missing) ;;
  renew)
    [ -f ca.key ] || { echo "Put ca.key back into docker/secrets: the nodes' certificates are made with it." >&2; exit 1; }
    for node in $nodes; do rm -rf "$node"; done
    ;;
  check)
    ended=0
    for certificate in ca.crt events-1/node.crt events-2/node.crt events-3/node.crt; do
      echo "$certificate is good until $(openssl x509 -noout -enddate -in "$certificate" | cut -d= -f2)"
      openssl x509 -noout -checkend $((60 * 86400)) -in "$certificate" >/dev/null || ended=1
    done
    [ "$ended" = 0 ] || echo "Renew them: sh scripts/make-secrets.sh renew (docker/README.md)." >&2
    exit "$ended"
    ;;
  *)
    echo "usage: sh scripts/make-secrets.sh [renew | check]" >&2
    exit 2
    ;;
esac

if [ ! -f master.key ]; then
  printf '{"id":"%s","key":"%s","createdAt":"%s"}\n' \
    "$(openssl rand -hex 16)" "$(openssl rand -base64 32)" "$(date -u +%Y-%m-%dT%H:%M:%S.000Z)" >master.key
fi

[ -f settings.env ] || printf 'EVENT_STORE_PASSWORD=%s\n' "$(openssl rand -hex 24)" >settings.env

if [ ! -f ca.crt ]; then
  openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj '/CN=Plumbline events CA' -keyout ca.key -out ca.crt \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' 2>/dev/null
fi

for node in $nodes; do
  [ ! -f "$node/node.crt" ] || continue
  [ -f ca.key ] || { echo "Put ca.key back into docker/secrets: the nodes' certificates are made with it." >&2; exit 1; }
  mkdir -p "$node/ca"
  # All nodes share a common name: by it they know one another.
  openssl req -newkey rsa:3072 -nodes -subj '/CN=eventstoredb-node' -keyout "$node/node.key" -out "$node/node.csr" 2>/dev/null
  cat >"$node/extensions" <<END
basicConstraints=CA:FALSE
keyUsage=critical,digitalSignature,keyEncipherment
extendedKeyUsage=serverAuth,clientAuth
subjectAltName=DNS:$node,DNS:localhost,IP:127.0.0.1
END
  openssl x509 -req -in "$node/node.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 825 -extfile "$node/extensions" \
    -out "$node/node.crt" 2>/dev/null
  rm "$node/node.csr" "$node/extensions"
  cp ca.crt "$node/ca/ca.crt"
done
