#!/usr/bin/env bash
# Looks twice, SUITE_LOOK (15) seconds apart, which partitions a service does not get on with, and names the record that each waits for and
# the process that has it. Ends with 1 if there is one: then look at blockers.sql and, in that process' log, at "Waiting to apply".
# usage: stuck-consumer.sh SERVICE
set -euo pipefail
. "$(dirname "$0")/suite.sh"
[ $# -eq 1 ] || fail "usage: stuck-consumer.sh SERVICE"
service=$(checked "$1")

# Partition, offset, key, when it was said and by which process it should be applied: a line for each record that waits.
look() {
  call GET "/admin/$service/consumers" | sed -E 's/\{"(topic|partition)":/\n&/g' | awk '
    function value(name) {
      return match($0, "\"" name "\":(\"[^\"]*\"|[0-9]+)") ? plain(substr($0, RSTART, RLENGTH)) : "nobody"
    }
    function plain(pair) { sub(/^"[a-z]+":/, "", pair); gsub(/"/, "", pair); return pair }
    /^\{"topic"/ { topic = value("topic") }
    /"waiting":/ { print topic "-" value("partition"), "at", value("offset"), "(" value("key") "), said", value("since") ", with", value("consumer"), "on", value("host") }'
}

before=$(look | sort)
sleep "${SUITE_LOOK:-15}"
stuck=$(comm -12 <(printf '%s\n' "$before") <(look | sort) | sed '/^$/d')
[ -z "$stuck" ] || fail "$stuck"
echo "Nothing is stuck."
