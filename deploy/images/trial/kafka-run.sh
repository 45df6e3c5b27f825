#!/usr/bin/env bash
# Two of Kafka's scripts in one, told apart by name.
set -euo pipefail
case $0 in
  *-storage.sh) main=kafka.tools.StorageTool ;;
  *) main=kafka.Kafka ;;
esac
exec java ${KAFKA_HEAP_OPTS:-} -cp '/opt/kafka/libs/*' "$main" "$@"
