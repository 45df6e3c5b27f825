#!/usr/bin/env bash
# Hands each dead letter of a topic to its consumer again. Ends with 1 if one still cannot be handled, and says why.
# usage: replay-dead-letters.sh SERVICE TOPIC      replay-dead-letters.sh installation registry.packages
set -euo pipefail
. "$(dirname "$0")/suite.sh"
[ $# -eq 2 ] || fail "usage: replay-dead-letters.sh SERVICE TOPIC"
service=$(checked "$1")
topic=$(checked "$2")

handled=0 left=0 cursor=
while :; do
  page=$(call POST "/admin/$service/dead-letters/replay?topic=$topic&limit=50${cursor:+&cursor=$cursor}")
  handled=$((handled + $(count '"handled":true' <<<"$page")))
  failed=$(count '"handled":false' <<<"$page")
  left=$((left + failed))
  [ "$failed" -eq 0 ] || printf '%s\n' "$page"
  cursor=$(text cursor <<<"$page")
  [ -n "$cursor" ] || break
done
echo "$handled handled, $left left"
[ "$left" -eq 0 ]
