#!/usr/bin/env bash
# Has a service take all states of a topic again, whatever it made of them before, while it goes on working. May be repeated at any time.
# usage: rebuild.sh SERVICE TOPIC      rebuild.sh deployment registry.packages
set -euo pipefail
. "$(dirname "$0")/suite.sh"
[ $# -eq 2 ] || fail "usage: rebuild.sh SERVICE TOPIC"
service=$(checked "$1")
topic=$(checked "$2")

call POST "/admin/$service/projections/rebuild?topic=$topic"
# A topic is its owner's: registry.packages is said by registry.
bash "$(dirname "$0")/republish.sh" "${topic%%.*}" "$topic"
bash "$(dirname "$0")/consumers.sh" "$service" --wait
