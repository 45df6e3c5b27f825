#!/usr/bin/env bash
# Starts the service in /app with nothing to reach, lets it answer once and stops it: what it loaded for that is what /app/service.aot holds.
# Settings are those that it would end without; a service without such a setting does not look at it.
set -euo pipefail
settings=(
  quarkus.http.host=127.0.0.1 quarkus.http.port=8080
  suite.database=127.0.0.1:1/none kafka.bootstrap.servers=127.0.0.1:1
  quarkus.flyway.migrate-at-start=false quarkus.hibernate-orm.schema-management.strategy=none
  quarkus.oidc.auth-server-url=http://127.0.0.1:1 quarkus.oidc.connection-delay=1S
  quarkus.oidc-client.discovery-enabled=false quarkus.oidc-client.token-path=/none
  suite.attestation.private-key-file=none suite.attestation.key-set-file=none suite.enrolment.root-key=none
)
# A start that ended early left 70 to 83 MB, a whole one 130 and more.
least=100000000
log=/tmp/training.log

# Any answer will do: without its servers it is alive, and no more.
answers() {
  local line
  exec 3<>/dev/tcp/127.0.0.1/8080 || return 1
  printf 'GET /q/health/ready HTTP/1.0\r\n\r\n' >&3
  read -r -t 20 line <&3
  exec 3>&-
  [[ $line == HTTP/* ]]
} 2>/dev/null

timeout -k 240 240 java -XX:+UseSerialGC -XX:+UseCompactObjectHeaders --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
  -XX:AOTCacheOutput=/app/service.aot "${settings[@]/#/-D}" -jar /app/quarkus-run.jar >"$log" 2>&1 &
service=$!
# registry-service ends by itself, for want of keys: with the last thing that it does before it listens.
while kill -0 "$service" 2>/dev/null && ! answers; do
  sleep 0.5
done
kill -TERM "$service" 2>/dev/null || true
wait "$service" || true
grep ' ERROR ' "$log" | cut -c 1-300 || true
size=$(stat -c %s /app/service.aot || echo 0)
[ "$size" -ge "$least" ] || {
  tail -n 200 "$log"
  echo "The class cache has only $size bytes: the service ended early." >&2
  exit 1
}
rm "$log"
echo "The class cache has $size bytes."
