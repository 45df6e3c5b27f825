#!/usr/bin/env bash
# Says who hears each topic of a service and how much is left to hear; with --wait it ends once nothing is.
# usage: consumers.sh SERVICE [--wait [PROCESSES]]      consumers.sh installation --wait 3: and so many processes hear each topic
set -euo pipefail
. "$(dirname "$0")/suite.sh"
[[ $# -ge 1 && $# -le 3 && ${2:---wait} == --wait ]] || fail "usage: consumers.sh SERVICE [--wait [PROCESSES]]"
service=$(checked "$1")
processes=${3:-}
[[ $processes =~ ^[0-9]*$ ]] || fail "Not a number: $processes"

# Topic, processes and lag, a line each.
look() {
  call GET "/admin/$service/consumers" |
    grep -oE '"topic":"[^"]*","consumers":[0-9]+,"lag":[0-9]+' | sed -E 's/"[a-z]+"://g; s/"//g; s/,/ /g'
}

# A topic with few partitions has no more processes than those.
settled() {
  awk -v wanted="${processes:-0}" '$3 > 0 || $2 < wanted { open = 1 } END { exit open }' <<<"$1"
}

began=$SECONDS
seen=$(look)
until [ "${2:-}" != --wait ] || settled "$seen"; do
  [ $((SECONDS - began)) -lt "${SUITE_PATIENCE:-300}" ] || fail "It goes on:"$'\n'"$seen"
  sleep 1
  seen=$(look)
done
awk '{ printf "%s: %d processes, %d left\n", $1, $2, $3 }' <<<"$seen"
