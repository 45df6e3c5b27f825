#!/usr/bin/env bash
# Puts back what backup.sh saved: first packages, then, in one transaction, the schemas of all services as they were. What is there now in the
# database is lost. Services are stopped before, and Kafka begins anew after (docs/operations.md). Variables as in backup.sh, and an
# administrator as the user.
# usage: restore.sh FOLDER [--yes]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
services='registry validation installation deployment health'
fail() {
  echo "$*" >&2
  exit 1
}
postgres() {
  "${POSTGRES_BIN:+$POSTGRES_BIN/}$1" "${@:2}"
}
ask() {
  postgres psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "$@"
}
[ $# -eq 1 ] || [ "${2:-}" = --yes ] || fail "usage: restore.sh FOLDER [--yes]"
[[ -f "$1/database.dump" && -f "$1/SHA256SUMS" ]] || fail "$1 is no backup."
(cd "$1" && sha256sum --check --quiet SHA256SUMS) || fail "$1 is not as it was written."
[ ! -d "$1/packages" ] || [ -n "${SUITE_PACKAGES:-}" ] || fail "It has packages: name their folder in SUITE_PACKAGES."

running=$(ask --command="select string_agg(distinct usename, ' ') from pg_stat_activity where usename in ('${services// /\',\'}')")
[ -z "$running" ] || fail "Stop the services first; connected are: $running"
[ "${2:-}" = --yes ] || {
  ask --command="select 'Would be lost: ' || count(*) || ' packages, ' || (select count(*) from installation.plugin_installations) || ' installations' from registry.plugin_packages" ||
    echo "There is no suite in this database."
  echo "Nothing was changed; again with --yes."
  exit
}

[ ! -d "$1/packages" ] || {
  mkdir -p "$SUITE_PACKAGES"
  # Packages are found by their digest: what is there already is the same.
  cp -a --no-clobber "$1/packages/." "$SUITE_PACKAGES/"
}
# Only who comes to the last line commits.
{
  echo "begin;"
  echo "drop schema if exists ${services// /, } cascade;"
  postgres pg_restore --file=- "$1/database.dump"
  cat "$here/new-kafka.sql"
  echo "commit;"
} | ask --file=- >/dev/null
echo "Restored. Let Kafka begin anew, start the services and run restored.sh; then consistency.sql and check.sh."
