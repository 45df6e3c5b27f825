#!/usr/bin/env bash
# Empties a site and closes it. With --force it does not wait for the agent: what is installed there stays there.
# usage: remove-site.sh SITE_ID REASON [--force]
set -euo pipefail
. "$(dirname "$0")/suite.sh"
[ $# -eq 2 ] || [ "${3:-}" = --force ] || fail "usage: remove-site.sh SITE_ID REASON [--force]"
site=$(checked "$1")
reason=$(quoted "$2")
force=false
[ "${3:-}" != --force ] || force=true
path=/admin/plugin-registry/sites/$site

call POST "$path/offboarding" "{\"reason\":$reason,\"force\":$force}" >/dev/null
began=$SECONDS
until [ "$(call GET "$path" | text status)" = OFFBOARDED ]; do
  [ $((SECONDS - began)) -lt "${SUITE_PATIENCE:-300}" ] || fail "$site is not empty yet; it closes by itself at its deadline."
  sleep 1
done
echo "$site is closed"
