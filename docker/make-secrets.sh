#!/bin/sh
# Makes what compose.servers.yaml and compose.cluster.yaml keep secret, in docker/secrets, once; what is there stays:
#   master.key       opens every personal key: keep a copy somewhere else before there are real records
#   settings.env     the password of the event server's administrator
#   ca.crt, ca.key   a certificate authority of your own; take ca.key away once the nodes have their certificates
#   events-1..3      each node's certificate, key and ca/
set -e
umask 077
cd "$(dirname "$0")"
mkdir -p secrets
cd secrets

if [ ! -f master.key ]; then
  printf '{"id":"%s","key":"%s","createdAt":"%s"}\n' \
    "$(openssl rand -hex 16)" "$(openssl rand -base64 32)" "$(date -u +%Y-%m-%dT%H:%M:%S.000Z)" >master.key
fi

[ -f settings.env ] || printf 'EVENT_STORE_PASSWORD=%s\n' "$(openssl rand -hex 24)" >settings.env

if [ ! -f ca.crt ]; then
  openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj '/CN=Plumbline events CA' -keyout ca.key -out ca.crt \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' 2>/dev/null
fi

for node in events-1 events-2 events-3; do
  [ ! -f "$node/node.crt" ] || continue
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

# The images run as user 1000, who must be able to read them.
if [ "$(id -u)" = 0 ]; then
  chown -R 1000:1000 .
elif [ "$(id -u)" != 1000 ]; then
  echo "Make docker/secrets readable for user 1000, as whom the images run: sudo chown -R 1000:1000 docker/secrets" >&2
fi
