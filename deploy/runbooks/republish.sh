#!/usr/bin/env bash
# Says the current state of a topic's subjects again, for whoever lost them; may be repeated at any time.
# usage: republish.sh SERVICE TOPIC      republish.sh registry registry.packages
set -euo pipefail
. "$(dirname "$0")/suite.sh"
[ $# -eq 2 ] || fail "usage: republish.sh SERVICE TOPIC"
service=$(checked "$1")
topic=$2
[[ $topic =~ ^[a-z0-9.*_-]+$ ]] || fail "Not a topic: $topic"

said=0 cursor=
while :; do
  page=$(call POST "/admin/$service/republish?topic=$topic&limit=200${cursor:+&cursor=$cursor}")
  said=$((said + $(count '"revision":' <<<"$page")))
  cursor=$(text cursor <<<"$page")
  [ -n "$cursor" ] || break
done
echo "$said states of $topic said again"
