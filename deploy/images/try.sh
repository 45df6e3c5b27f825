#!/usr/bin/env bash
# Builds the images, runs the suite from deploy/compose with them, takes a package from upload to a site through the gateway, stops all,
# starts it again and looks whether it is as it was. Ends with 1 at the first thing that is not so. Takes what it made away again, but not the images.
# usage, after mvn package: try.sh [--stand-ins] [--keep]
#   --stand-ins  no registry is at hand: base and servers are those that trial/make.sh makes
#   --keep       leave the suite running
#   BASE=…       another JRE 25 than eclipse-temurin:25-jre
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
base=${BASE:-eclipse-temurin:25-jre}
keycloak_base=${KEYCLOAK_BASE:-keycloak/keycloak:26.7.3}
services='registry-service validation-service installation-service deployment-service health-service'
files=(-f "$root/deploy/compose/compose.yaml")
keep=no
for option in "$@"; do
  case $option in
    --stand-ins)
      files+=(-f "$here/trial/compose.yaml")
      base=plugin-suite-trial/jre:25
      keycloak_base=plugin-suite-trial/keycloak:26.7.3
      ;;
    --keep) keep=yes ;;
    *) sed -n 's/^# \{0,1\}//p' "$0" | sed -n 2,6p >&2 && exit 2 ;;
  esac
done

export SUITE_URL=http://127.0.0.1:3000
export SUITE_TOKEN=none
# shellcheck source=deploy/runbooks/suite.sh
. "$root/deploy/runbooks/suite.sh"
# shellcheck source=deploy/images/trial/package.sh
. "$here/trial/package.sh"
keycloak=http://localhost:18080
packages=/admin/plugin-registry/packages
work=$(mktemp -d)
site=plugin-suite-try-site

say() {
  printf '%4d s  %s\n' "$SECONDS" "$*"
}

# A project of its own: what runs from the same file under its own name is left alone.
compose() {
  timeout 900 docker compose -p plugin-suite-try "${files[@]}" "$@"
}

clean() {
  local code=$?
  if [ "$code" -ne 0 ]; then
    compose logs --no-color >"$root/target/try.log" 2>&1 || true
    echo "What the containers said is in $root/target/try.log" >&2
  fi
  [ "$keep" = yes ] || leave_site
  [ "$keep" = yes ] || compose down -v >"$work/down" 2>&1 || cat "$work/down" >&2
  rm -rf "$work" "$headers"
  exit "$code"
}

# within SECONDS WHAT COMMAND...: again and again, at most so long.
within() {
  local limit=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$limit" ] || fail "Not within its time: $what"
    sleep 1
  done
}

build() {
  local image=$1
  shift
  timeout 900 docker build --progress plain -t "plugin-suite/$image:0.1.0" "$@" >"$work/build" 2>&1 || fail "$image: $(tail -n 30 "$work/build")"
  say "built $image"
}

# Whether the gateway has an answer of each service: 404 would be the gateway's own, 5xx its word that nobody is there.
answers() {
  local path
  for path in registry/audit validation/audit plugins/installed plugin-registry/deployments plugin-registry/health; do
    curl --silent --output "$work/answer" --max-time 10 --fail --config <(printf 'header = "Authorization: Bearer %s"\n' "$SUITE_TOKEN") \
      "$SUITE_URL/api/v1/admin/$path?limit=1" || return 1
  done
}

start() {
  compose up --detach >"$work/up" 2>&1 || fail "up: $(tail -n 20 "$work/up")"
  within 240 'a token' log_in it
  within 240 'an answer of every service' answers
  say "$1"
}

# Seconds from the start of the container to the line with which a service says that it listens.
started_in() {
  local began ready
  began=$(docker inspect --format '{{.State.StartedAt}}' "$1")
  ready=$(docker logs --timestamps --since "$began" "$1" 2>&1 | grep -m 1 'Listening on' | cut -d ' ' -f 1)
  awk -v a="$(date -d "$began" +%s.%N)" -v b="$(date -d "$ready" +%s.%N)" 'BEGIN { printf "%.1f s", b - a }'
}

# User 1000, nothing to write to but its volumes, no rights, and the class cache really mapped.
check_container() {
  local id uid
  id=$(compose ps --quiet "$1")
  uid=$(docker exec "$id" stat -c %u:%g /proc/1)
  [ "$uid" = 1000:1000 ] || fail "$1 runs as $uid"
  ! docker exec "$id" touch /app/x 2>/dev/null || fail "$1 can write to its root"
  docker exec "$id" grep -q 'CapEff:[[:space:]]*0*$' /proc/1/status || fail "$1 has capabilities"
  [ "$1" = gateway ] || docker exec "$id" grep -q /app/service.aot /proc/1/maps || fail "$1 runs without its class cache"
  [ "$1" = gateway ] || say "$1 listens after $(started_in "$id"), as 1000:1000, on a read-only root, with its class cache"
}

# register_site: with an agent in a container beside a demo host, which share a network and the agent's home.
register_site() {
  local token
  token=$("$root/deploy/runbooks/add-site.sh" site-1 'Site 1' demo-group 9.1.0 1.0.0 | tail -n 1)
  docker volume create "$site" >/dev/null
  docker run --rm --interactive --volume "$site:/var/lib/site-agent" --entrypoint sh plugin-suite/site-agent:0.1.0 \
    -c 'umask 077; cat >/var/lib/site-agent/agent.properties; mkdir /var/lib/site-agent/plugins /var/lib/site-agent/secrets' <<PROPERTIES
api.url=http://gateway:3000/api/v1
site.id=site-1
host.url=http://127.0.0.1:8090
enrolment.token=$token
PROPERTIES
  docker run --detach --name "$site-host" --network plugin-suite-try_default --volume "$site:/var/lib/site-agent" --user 10001:10001 \
    --volume "$root/deploy/demo-host/target:/host:ro" --entrypoint java "$base" -jar "/host/$(basename "$root"/deploy/demo-host/target/demo-host-*.jar)" \
    --port 8090 --plugins /var/lib/site-agent/plugins --secrets /var/lib/site-agent/secrets >/dev/null
  docker run --detach --name "$site-agent" --network "container:$site-host" --volume "$site:/var/lib/site-agent" --read-only --tmpfs /tmp \
    --cap-drop ALL --security-opt no-new-privileges --memory 384m plugin-suite/site-agent:0.1.0 >/dev/null
  say 'site-1 is registered, and its agent enrols'
}

leave_site() {
  docker rm --force "$site-agent" "$site-host" >/dev/null 2>&1 || true
  docker volume rm --force "$site" >/dev/null 2>&1 || true
}

has_become() {
  [ "$(call GET "/admin/plugins/$1" | text status)" = "$2" ]
}

install_it() {
  installation=$(call POST /admin/plugins/install "{\"packageId\":\"$package\",\"siteId\":\"site-1\"}" 'Prefer: respond-async' | text id)
  within 120 'the plugin is at site-1' has_become "$installation" INSTALLED
  call POST "/admin/plugins/$installation/activate" '{}' 'Prefer: respond-async' >/dev/null
  within 60 'the plugin runs at site-1' has_become "$installation" ACTIVE
  say 'it runs at site-1'
}

# What was done is there, the bytes too.
check_state() {
  [ "$(call GET "$packages/$package" | text status)" = APPROVED ] || fail "The package is not approved any more."
  "$root/deploy/runbooks/check.sh" "$package" >/dev/null || fail 'The package is not what its digest says.'
  [ "$(call GET /admin/plugin-registry/sites/site-1 | text status)" = ACTIVE ] || fail 'site-1 is not active any more.'
  has_become "$installation" ACTIVE || fail 'The plugin does not run at site-1 any more.'
}

# A stop is in order if the JVM ends by itself on SIGTERM (143) after Quarkus has said so, before Compose would kill it (137).
check_stop() {
  local id began=$SECONDS code
  id=$(compose ps --quiet "$1")
  compose stop "$1" >/dev/null 2>&1
  code=$(docker inspect --format '{{.State.ExitCode}}' "$id")
  [ "$code" = 143 ] || fail "$1 ended with $code"
  docker logs --tail 20 "$id" 2>&1 | grep ' stopped in ' >/dev/null || fail "$1 did not say that it stopped."
  say "$1 stopped in order within $((SECONDS - began)) s"
}

mpk=$root/deploy/samples/target/mpk/supplier-db-2.1.0.mpk
[ -f "$mpk" ] && [ -d "$root/health-service/target/quarkus-app" ] || fail 'Nothing is built: mvn package -DskipTests first.'
docker compose version >/dev/null || fail 'Docker has no Compose plugin.'
docker buildx version >/dev/null || fail 'Docker has no BuildKit (buildx plugin).'
mkdir -p "$root/target"
trap clean EXIT
trap 'exit 130' INT TERM

cd "$root"
[ "$base" != plugin-suite-trial/jre:25 ] || "$here/trial/make.sh"
for service in $services; do
  build "$service" -f "$here/Dockerfile" --build-arg "BASE=$base" --build-arg "SERVICE=$service" .
done
build tools -f "$here/tools.Dockerfile" --build-arg "BASE=$base" .
build site-agent -f "$root/site-agent/Containerfile" --build-arg "BASE=$base" "$root/site-agent"
build keycloak -f "$here/keycloak.Dockerfile" --build-arg "BASE=$keycloak_base" "$here"
docker images --format '{{.Repository}} {{.Size}}' --filter 'reference=plugin-suite/*:0.1.0'

start 'up: every service answers through the gateway'
for service in $services gateway; do
  check_container "$service"
done
take_a_package "$mpk"
register_site
install_it
check_state
docker stats --no-stream --format '{{.Name}} {{.MemUsage}} {{.CPUPerc}}'

compose down >"$work/down" 2>&1 || fail "down: $(cat "$work/down")"
start 'up again'
check_state
say 'package and site are as they were'
for service in $services; do
  check_stop "$service"
done
say 'all is as it should be'
