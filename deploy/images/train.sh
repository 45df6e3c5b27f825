#!/usr/bin/env bash
# Starts the service in /app with nothing to reach, lets it answer once and stops it: what it loaded for that is what /app/service.aot holds.
# Settings are those that it would end without; a service without such a setting does not look at it. Fails if the service did not listen.
set -euo pipefail
settings=(
  quarkus.http.host=127.0.0.1 quarkus.http.port=8080 quarkus.log.level=OFF
  suite.database=127.0.0.1:1/none kafka.bootstrap.servers=127.0.0.1:1
  quarkus.flyway.migrate-at-start=false quarkus.hibernate-orm.schema-management.strategy=none
  quarkus.oidc.auth-server-url=http://127.0.0.1:1 quarkus.oidc.connection-delay=1S
  quarkus.oidc-client.discovery-enabled=false quarkus.oidc-client.token-path=/none
  suite.attestation.private-key-file=none suite.attestation.key-set-file=none suite.enrolment.root-key=none
)

# Any answer will do: without its servers it is alive, and no more.
answers() {
  local line
  exec 3<>/dev/tcp/127.0.0.1/8080 || return 1
  printf 'GET /q/health/ready HTTP/1.0\r\n\r\n' >&3
  read -r -t 20 line <&3
  exec 3>&-
  [[ $line == HTTP/* ]]
} 2>/dev/null

timeout 240 java -XX:+UseSerialGC -XX:+UseCompactObjectHeaders --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
  -XX:AOTCacheOutput=/app/service.aot "${settings[@]/#/-D}" -jar /app/quarkus-run.jar >/tmp/training.log 2>&1 &
service=$!
until answers; do
  if ! kill -0 "$service" 2>/dev/null; then
    cat /tmp/training.log >&2
    exit 1
  fi
  sleep 0.5
done
kill -TERM "$service"
wait "$service" || true
grep 'AOTCache creation is complete' /tmp/training.log
rm /tmp/training.log
test -s /app/service.aot
