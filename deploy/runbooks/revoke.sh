#!/usr/bin/env bash
# Revokes a package now: shows whom it would hit, does it with --yes, and waits until no site is left that has not confirmed.
# usage: revoke.sh PACKAGE_ID REASON [--yes]
set -euo pipefail
. "$(dirname "$0")/suite.sh"
[ $# -eq 2 ] || [ "${3:-}" = --yes ] || fail "usage: revoke.sh PACKAGE_ID REASON [--yes]"
package=$(checked "$1")
reason=$(quoted "$2")
path=/admin/plugin-registry/packages/$package

call PUT "$path/revoke" "{\"reason\":$reason,\"dryRun\":true}"
[ "${3:-}" = --yes ] || {
  echo "Nothing was changed; again with --yes."
  exit
}
seen=$(etag)

call PUT "$path/revoke" "{\"reason\":$reason}" "If-Match: $seen" >/dev/null
began=$SECONDS
while :; do
  progress=$(call GET "/admin/plugin-registry/revocations/$package")
  outstanding=$(number outstandingCount <<<"$progress")
  [ "$outstanding" != 0 ] || break
  [ $((SECONDS - began)) -lt "${SUITE_PATIENCE:-300}" ] || fail "$outstanding sites have not confirmed: $progress"
  sleep 1
done
echo "revoked; $(number doneCount <<<"$progress") sites have confirmed"
