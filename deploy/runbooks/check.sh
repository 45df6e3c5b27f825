#!/usr/bin/env bash
# Reads every package, or those named, and compares it with its digest. Ends with 1 if one lacks its bytes or has others, and says which.
# Each one read counts as a download, unless the token is one of the role `service`.
# usage: check.sh [PACKAGE_ID...]
set -euo pipefail
. "$(dirname "$0")/suite.sh"
path=/admin/plugin-registry/packages

# The digest of what is stored; of what cannot be read, none.
digest() {
  local body status
  body=$(mktemp)
  status=$(curl --silent --show-error --max-time 600 --output "$body" --write-out '%{http_code}' \
    --config <(printf 'header = "Authorization: Bearer %s"\n' "$SUITE_TOKEN") "$SUITE_URL/api/v1$path/$1/content") || status=none
  [ "$status" != 200 ] || sha256sum "$body" | cut -d ' ' -f 1
  rm -f "$body"
}

whole=0 broken=0
compare() {
  if [ "$(digest "$1")" = "$2" ]; then
    whole=$((whole + 1))
  else
    broken=$((broken + 1))
    echo "$1 is not what its digest says"
  fi
}

# Id and digest of each package in the JSON that comes in, a line each.
listed() {
  grep -oE '"(id|checksum)":"[^"]*"' | sed -E 's/^"[^"]*":"(sha256:)?//; s/"$//' | paste -d ' ' - - || true
}

if [ $# -gt 0 ]; then
  for id in "$@"; do
    id=$(checked "$id")
    compare "$id" "$(call GET "$path/$id" | text checksum | sed 's/^sha256://')"
  done
else
  cursor=
  while :; do
    page=$(call GET "$path?limit=200${cursor:+&cursor=$cursor}")
    while read -r id sum; do
      compare "$id" "$sum"
    done < <(listed <<<"$page")
    cursor=$(text cursor <<<"$page")
    [ -n "$cursor" ] || break
  done
fi
echo "$whole whole, $broken not"
[ "$broken" -eq 0 ]
