#!/usr/bin/env bash
# A broker is gone, or came back with an empty disk: says what lacks replicas, and whose, and waits until nothing does.
# Ends with 1 if that takes longer than SUITE_PATIENCE (300 s). SUITE_PATIENCE=0 only looks.
# usage: lost-broker.sh
#   KAFKA_TOPICS  how Kafka's own tool is called, with an address and a login that may describe every topic:
#                 "kubectl exec kafka-kafka-0 -- bin/kafka-topics.sh --bootstrap-server … --command-config …"
set -euo pipefail

fail() {
  echo "$*" >&2
  exit 1
}

[ $# -eq 0 ] || fail "usage: lost-broker.sh"
read -ra tool <<<"${KAFKA_TOPICS:?how kafka-topics.sh is called}"

# Of each partition that it is about, a line: topic, number, and the replicas that are not in sync.
listed() {
  local said
  said=$("${tool[@]}" --describe "--$1-partitions" </dev/null) || fail "Kafka does not say what it has: $said"
  awk '
    $1 != "Topic:" { next }
    {
      split("", of)
      for (i = 1; i < NF; i++) if ($i ~ /:$/ && $(i + 1) !~ /:$/) of[$i] = $(i + 1)
      in_sync = "," of["Isr:"] ","
      missing = ""
      n = split(of["Replicas:"], replicas, ",")
      for (i = 1; i <= n; i++) if (index(in_sync, "," replicas[i] ",") == 0) missing = missing "," replicas[i]
      print of["Topic:"], of["Partition:"], substr(missing, 2)
    }' <<<"$said"
}

count() {
  if [ -z "$1" ]; then echo 0; else wc -l <<<"$1" | tr -d " "; fi
}

# A line for each topic, with its partitions; and how many of them each broker owes.
tell() {
  awk -v what="$1" '
    NF < 2 { next }
    { if (!($1 in partitions)) order[++topics] = $1; partitions[$1] = partitions[$1] " " $2 }
    { n = split($3, missing, ","); for (i = 1; i <= n; i++) broker[missing[i]]++ }
    END {
      if (topics == 0) exit
      print what ":"
      for (t = 1; t <= topics; t++) print "  " order[t] partitions[order[t]]
      for (b in broker) print "  broker " b ": " broker[b] " replicas"
    }' <<<"$2"
}

look() {
  lacking=$(listed under-replicated)
  below=$(listed under-min-isr)
  leaderless=$(listed unavailable)
  now="$(count "$lacking") partitions lack a replica, $(count "$below") are below the least in sync, $(count "$leaderless") have no leader"
}

began=$SECONDS
look
tell "lack a replica" "$lacking"
tell "below the least in sync: nothing can be written" "$below"
tell "without a leader: nothing can be read" "$leaderless"
alone=$(count "$leaderless")
before=
while [ -n "$lacking$below$leaderless" ]; do
  [ "$now" = "$before" ] || echo "after $((SECONDS - began)) s $now"
  before=$now
  [ $((SECONDS - began)) -lt "${SUITE_PATIENCE:-300}" ] || fail "not whole after $((SECONDS - began)) s"
  sleep 1
  look
done
echo "whole: every partition has a leader and all its replicas"
[ "$alone" -eq 0 ] || echo "but $alone had no leader: if the lost disk was their last one, they go on empty"
