#!/usr/bin/env bash
# Saves the database of the suite and its packages into a new folder, while the suite is running; keys are Secrets and saved as such.
# First rows, then bytes: whatever a row names is stored before it is. The database is where libpq's variables say (PGHOST, PGPORT, PGUSER,
# PGPASSWORD, PGDATABASE), the user one who may read everything.
# usage: backup.sh FOLDER
#   SUITE_PACKAGES  the folder of the packages; without it they are in an object store, which has its own ways to be saved
#   POSTGRES_BIN    where pg_dump is, of the server's version or a newer one; on PATH without it
set -euo pipefail
fail() {
  echo "$*" >&2
  exit 1
}
[ $# -eq 1 ] || fail "usage: backup.sh FOLDER"
[ ! -e "$1" ] || fail "$1 is there already."
[ -z "${SUITE_PACKAGES:-}" ] || [ -d "$SUITE_PACKAGES" ] || fail "There is no folder $SUITE_PACKAGES"
umask 077
mkdir -p "$1"
folder=$(cd "$1" && pwd)

"${POSTGRES_BIN:+$POSTGRES_BIN/}pg_dump" --format=custom --lock-wait-timeout=60s --file="$folder/database.dump"
[ -z "${SUITE_PACKAGES:-}" ] || cp -a "$SUITE_PACKAGES" "$folder/packages"
cd "$folder"
sums=$(find . -type f -print0 | sort -z | xargs -0 sha256sum)
printf '%s\n' "$sums" >SHA256SUMS
echo "$(wc -l <SHA256SUMS) files, $(du -sh . | cut -f 1), in $folder"
