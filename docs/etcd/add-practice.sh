#!/bin/sh
# A user of etcd for a practice, with a role on its own part. The first one also makes root, and switches users on.
#
#   ETCDCTL_ENDPOINTS=https://desk.lan:2379 ETCDCTL_CACERT=/etc/etcd/server.crt sh add-practice.sh ordinace
#
# Root's password is asked for, or taken from ETCD_ROOT_PASSWORD.
set -eu
export ETCDCTL_API=3

name=${1-}
case $name in
  '' | root | *[!a-z0-9-]*)
    echo "usage: add-practice.sh NAME, of small letters, digits and hyphens" >&2
    exit 2
    ;;
esac

if [ -z "${ETCD_ROOT_PASSWORD-}" ]; then
  printf 'password of root: ' >&2
  stty -echo
  read -r ETCD_ROOT_PASSWORD
  stty echo
  echo >&2
fi

# Passwords go by the environment and by standard input: whoever is on this computer sees arguments.
add_user() { printf '%s\n' "$2" | etcdctl user add "$1" --interactive=false >/dev/null; }

if etcdctl user list >/dev/null 2>&1; then
  is_first=yes
  add_user root "$ETCD_ROOT_PASSWORD"
  etcdctl role add root >/dev/null
  etcdctl user grant-role root root >/dev/null
else
  is_first=no
  export ETCDCTL_USER="root:$ETCD_ROOT_PASSWORD"
fi

password=$(openssl rand -base64 24 | tr -d '+/=')
add_user "$name" "$password"
etcdctl role add "$name" >/dev/null
etcdctl role grant-permission "$name" --prefix=true readwrite "pipni/$name/" >/dev/null
etcdctl user grant-role "$name" "$name" >/dev/null

if [ "$is_first" = yes ]; then etcdctl auth enable >/dev/null; fi

echo "Uživatel (user): $name"
echo "Heslo (password): $password"
