#!/usr/bin/env bash
# As root only until the folder of the data is there; the password is read before, since only root and its owner may.
set -euo pipefail
if [ "$(id -u)" = 0 ]; then
  export POSTGRES_PASSWORD=${POSTGRES_PASSWORD:-$(<"$POSTGRES_PASSWORD_FILE")}
  mkdir -p "$PGDATA"
  chown -R postgres:postgres "$PGDATA"
  chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  # The arguments are words of one variable, as in the original.
  eval "initdb --username=postgres --pwfile=<(printf '%s\n' \"\$POSTGRES_PASSWORD\") $POSTGRES_INITDB_ARGS"
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
fi
unset POSTGRES_PASSWORD
exec "$@" -c listen_addresses='*'
