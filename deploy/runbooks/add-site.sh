#!/usr/bin/env bash
# Registers a site, waits for its topic and logins, and prints the token that its agent enrols with: once, within its time.
# usage: add-site.sh SITE_ID NAME ENTERPRISE_ID MES_VERSION API_VERSION
set -euo pipefail
. "$(dirname "$0")/suite.sh"
[ $# -eq 5 ] || fail "usage: add-site.sh SITE_ID NAME ENTERPRISE_ID MES_VERSION API_VERSION"
site=$(checked "$1")
name=$(quoted "$2")
enterprise=$(quoted "$3")
mes=$(quoted "$4")
api=$(quoted "$5")
path=/admin/plugin-registry/sites

call POST "$path" "{\"id\":\"$site\",\"name\":$name,\"enterpriseId\":$enterprise,\"mesVersion\":$mes,\"apiVersion\":$api}" >/dev/null
began=$SECONDS
until [ "$(call GET "$path/$site" | text status)" = ACTIVE ]; do
  [ $((SECONDS - began)) -lt "${SUITE_PATIENCE:-300}" ] || fail "$site is still not active: see the log of installation-service."
  sleep 1
done
token=$(call POST "$path/$site/enrolment" '{}' | text token)
[ -n "$token" ] || fail "No token was given."
echo "$site is active; its agent enrols with:"
echo "$token"
