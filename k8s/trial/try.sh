#!/usr/bin/env bash
# Starts an API server, controllers, a scheduler and one node with the servers of make.sh, has the overlays checked, runs the suite on them, takes
# a package from upload to approval, and restarts each service while it is asked. Ends with 1 at the first thing that is not as it should be.
# All of it runs in namespaces of its own (processes, mounts, network, without a way out) and goes with them. Needs root, containerd, runc,
# iptables, kubectl, jq, openssl, and what deploy/images/try.sh --stand-ins has left in Docker.
# usage, after make.sh FOLDER: try.sh FOLDER [--objects]
#   --objects  no node: only whether the server takes what the overlays say
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
if [ $# -lt 1 ] || [ "${2:---objects}" != --objects ]; then
  sed -n 's/^# \{0,1\}//p' "$0" | sed -n 2,7p >&2
  exit 2
fi
trial=$(cd "$1" && pwd)
objects=${2:-}
services=(registry-service validation-service installation-service deployment-service health-service)
own=("${services[@]}" keycloak tools)
own=("${own[@]/%/:0.1.0}")
images=("${own[@]/#/plugin-suite/}" plugin-suite-trial/postgres:18.6 plugin-suite-trial/kafka:4.2.1)
# Of the node, of its pods and of Services; nothing outside of the namespace has them.
node=10.201.0.1
service_addresses=10.203.0.0/16
first_service=10.203.0.1

say() {
  printf '%4d s  %s\n' "$SECONDS" "$*"
}

if [ -z "${TRIAL_INSIDE:-}" ]; then
  [ -x "$trial/debian/opt/kubelet" ] || { echo "$trial has no servers: make.sh first." >&2 && exit 1; }
  [ "$objects" = --objects ] || [ -s "$trial/images.tar" ] || {
    say 'images from Docker'
    tag=plugin-suite-trial/pause:1
    printf 'FROM plugin-suite-trial/debian:12\nENTRYPOINT ["sleep", "infinity"]\n' | docker build --quiet -t "$tag" - >/dev/null
    docker save -o "$trial/images.part" "${images[@]}" "$tag"
    mv "$trial/images.part" "$trial/images.tar"
  }
  exec unshare --net --mount --pid --fork --kill-child --mount-proc env TRIAL_INSIDE=yes "$0" "$@"
fi

work=$trial/run
export KUBECONFIG=$work/admin.conf
export SUITE_URL=none SUITE_TOKEN=none
# shellcheck source=deploy/runbooks/suite.sh
. "$root/deploy/runbooks/suite.sh"
# shellcheck source=deploy/images/trial/package.sh
. "$root/deploy/images/trial/package.sh"

clean() {
  local code=$?
  trap '' EXIT INT TERM
  [ "$code" = 0 ] || [ ! -s "$KUBECONFIG" ] || explain >"$trial/failed.log" 2>&1 || true
  rm -f "$headers"
  # All other processes of this namespace, which are this script's.
  disown -a
  kill -KILL -1 2>/dev/null || true
  sleep 1
  find /sys/fs/cgroup/*/plugin-suite-trial -depth -type d -exec rmdir {} + 2>/dev/null || true
  [ "$code" = 0 ] || echo "What the servers said is in $work/*.log; what there was at the end in $trial/failed.log" >&2
  exit "$code"
}

# What somebody who looks for the cause would ask for.
explain() {
  local pod
  kubectl get customresourcedefinitions -o json | jq -c '.items[] | [.metadata.name, .status.conditions]'
  kubectl get nodes,pods,jobs,deployments,horizontalpodautoscalers -A -o wide
  kubectl get events -A --sort-by=.lastTimestamp | tail -n 60
  for pod in $(kubectl -n plugin-suite get pods -o name); do
    echo "== $pod"
    kubectl -n plugin-suite logs --tail=40 "$pod"
    kubectl -n plugin-suite logs --tail=40 --previous "$pod" 2>/dev/null || true
  done
}

within() {
  local limit=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$limit" ] || fail "Not within its time: $what"
    sleep 1
  done
}

# run NAME COMMAND...: for as long as the trial goes on.
run() {
  local name=$1
  shift
  "$@" >"$work/$name.log" 2>&1 &
}

# ---- what it runs on

# Settings of the whole kernel that a kubelet would change, and the network.
separate() {
  local name group controller
  mount --make-rprivate /
  rm -rf --one-file-system "$work"
  mkdir -p "$work"
  chmod 711 "$work"
  for name in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys kernel/keys/root_maxbytes; do
    cat "/proc/sys/$name" >"$work/${name##*/}"
    mount --bind "$work/${name##*/}" "/proc/sys/$name"
  done
  mount --bind "$work" "$work"
  mount --make-shared "$work"
  for controller in /sys/fs/cgroup/*/; do
    { [ "$(basename "$controller")" != unified ] && mountpoint -q "$controller"; } || continue
    group=${controller}plugin-suite-trial
    mkdir -p "$group"
    for name in cpuset.cpus cpuset.mems; do
      [ ! -e "$group/$name" ] || cat "$controller$name" >"$group/$name"
    done
  done
  ip link set lo up
  ip link add node type veth peer name wire
  ip link set wire up
  ip address add "$node/24" dev node
  ip link set node up
  ip route add default dev node
  echo 1 >/proc/sys/net/ipv4/ip_forward
}

# certificate NAME SUBJECT [ALTERNATIVE NAMES]
certificate() {
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$work/$1.key" -subj "$2" -out "$work/$1.csr" 2>/dev/null
  openssl x509 -req -in "$work/$1.csr" -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAcreateserial -days 7 -out "$work/$1.crt" \
    -extfile <(printf 'extendedKeyUsage=clientAuth,serverAuth\n%s\n' "${3:+subjectAltName=$3}") 2>/dev/null
}

# login NAME SUBJECT: a configuration with which NAME talks to the API server.
login() {
  certificate "$1" "$2"
  cat >"$work/$1.conf" <<EOF
apiVersion: v1
kind: Config
clusters: [{ name: trial, cluster: { server: "https://$node:6443", certificate-authority: $work/ca.crt } }]
users: [{ name: $1, user: { client-certificate: $work/$1.crt, client-key: $work/$1.key } }]
contexts: [{ name: trial, context: { cluster: trial, user: $1 } }]
current-context: trial
EOF
}

start_control() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$work/ca.key" -subj /CN=trial -days 7 -out "$work/ca.crt" 2>/dev/null
  openssl genrsa -out "$work/accounts.key" 2048 2>/dev/null
  certificate server /CN=kube-apiserver "IP:$node,IP:127.0.0.1,IP:$first_service,DNS:kubernetes.default.svc"
  certificate kubelet-client /O=system:masters/CN=kube-apiserver
  login admin /O=system:masters/CN=admin
  login controllers /CN=system:kube-controller-manager
  login scheduler /CN=system:kube-scheduler
  login proxy /CN=system:kube-proxy
  login kubelet /O=system:nodes/CN=system:node:trial
  run etcd "$trial/debian/usr/bin/etcd" --data-dir "$work/etcd" --listen-client-urls http://127.0.0.1:2379 \
    --advertise-client-urls http://127.0.0.1:2379 --listen-peer-urls http://127.0.0.1:2380 --unsafe-no-fsync
  run apiserver "$trial/debian/opt/kube-apiserver" --etcd-servers http://127.0.0.1:2379 --bind-address "$node" --advertise-address "$node" \
    --secure-port 6443 --service-cluster-ip-range "$service_addresses" --client-ca-file "$work/ca.crt" \
    --tls-cert-file "$work/server.crt" --tls-private-key-file "$work/server.key" --cert-dir "$work" \
    --kubelet-client-certificate "$work/kubelet-client.crt" --kubelet-client-key "$work/kubelet-client.key" \
    --kubelet-preferred-address-types InternalIP \
    --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$work/accounts.key" \
    --service-account-signing-key-file "$work/accounts.key" --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction
  within 120 'the API server' kubectl get --raw /readyz
  run controllers "$trial/debian/opt/kube-controller-manager" --kubeconfig "$work/controllers.conf" --leader-elect=false --root-ca-file "$work/ca.crt" \
    --service-account-private-key-file "$work/accounts.key" --use-service-account-credentials --cert-dir "$work" --bind-address 127.0.0.1
  run scheduler "$trial/debian/opt/kube-scheduler" --kubeconfig "$work/scheduler.conf" --leader-elect=false --cert-dir "$work" --bind-address 127.0.0.1
  within 60 'service accounts' kubectl -n default get serviceaccount default
  say "$(kubectl get --raw /version | jq -r .gitVersion) with controllers and a scheduler"
}

start_node() {
  mkdir -p "$work/cni" "$work/kubelet"
  cat >"$work/cni/trial.conflist" <<EOF
{ "cniVersion": "0.4.0", "name": "trial", "plugins": [
  { "type": "ptp", "ipam": {
      "type": "host-local", "dataDir": "$work/addresses", "ranges": [[{ "subnet": "10.202.0.0/24" }]], "routes": [{ "dst": "0.0.0.0/0" }] } } ] }
EOF
  cat >"$work/containerd.toml" <<EOF
version = 2
root = "$work/containerd"
state = "$work/containerd-state"
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.devmapper"]
[grpc]
  address = "$work/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "plugin-suite-trial/pause:1"
  # Whoever tries may lack the right to protect a pod more than himself.
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$trial/debian/usr/lib/cni"
    conf_dir = "$work/cni"
EOF
  cat >"$work/kubelet.yaml" <<EOF
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: cgroupfs
cgroupRoot: /plugin-suite-trial
enforceNodeAllocatable: []
clusterDNS: [$node]
clusterDomain: cluster.local
authentication: { anonymous: { enabled: false }, x509: { clientCAFile: $work/ca.crt } }
evictionHard: { memory.available: 100Mi, nodefs.available: 2% }
failSwapOn: false
imageGCHighThresholdPercent: 100
volumePluginDir: $work/plugins
EOF
  run containerd containerd --config "$work/containerd.toml"
  within 60 containerd ctr --address "$work/containerd.sock" version
  timeout 1200 ctr --address "$work/containerd.sock" -n k8s.io images import "$trial/images.tar" >"$work/import.log" 2>&1 || fail "$(tail "$work/import.log")"
  certificate kubelet-server /CN=trial "IP:$node,DNS:trial"
  run kubelet "$trial/debian/opt/kubelet" --config "$work/kubelet.yaml" --kubeconfig "$work/kubelet.conf" --root-dir "$work/kubelet" --node-ip "$node" \
    --hostname-override trial --container-runtime remote --container-runtime-endpoint "unix://$work/containerd.sock" --cert-dir "$work/kubelet" \
    --tls-cert-file "$work/kubelet-server.crt" --tls-private-key-file "$work/kubelet-server.key"
  run proxy "$trial/debian/opt/kube-proxy" --kubeconfig "$work/proxy.conf" --proxy-mode iptables --hostname-override trial --cluster-cidr 10.202.0.0/24 \
    --bind-address "$node" --conntrack-max-per-core 0 --conntrack-tcp-timeout-established 0 --conntrack-tcp-timeout-close-wait 0
  within 120 'the node' kubectl wait --for=condition=Ready --timeout=1s node/trial
  say 'a node'
}

# Names of Services as they are now; nothing else is known.
serve_names() {
  kubectl get services -A -o json | jq -r '.items[] | "\(.spec.clusterIP) \(.metadata.name).\(.metadata.namespace).svc.cluster.local"' >"$trial/debian/run/names"
  if [ -n "${names:-}" ]; then
    kill -HUP "$names"
  else
    run names chroot "$trial/debian" dnsmasq --keep-in-foreground --no-resolv --no-hosts --user=root --local=/cluster.local/ --addn-hosts=/run/names \
      --listen-address="$node" --bind-interfaces --log-facility=-
    names=$!
  fi
}

# ---- what is tried

# What this server does not know yet stands for what it knows: two versions of the same kinds.
for_server() {
  sed -e 's|^apiVersion: autoscaling/v2$|apiVersion: autoscaling/v2beta2|' -e 's|^apiVersion: policy/v1$|apiVersion: policy/v1beta1|'
}

overlay() {
  kubectl kustomize "$root/k8s/$1" | for_server
}

# The operators' kinds, as far as they have to be known to be kept: any content.
define_kinds() {
  cat "$work"/*.yaml | awk '/^apiVersion: /{ v = $2 } /^kind: /{ print v, $2 }' | sort -u | grep -E '^[a-z0-9.-]+\.(io|sh|com)/' | grep -v '\.k8s\.io/v1 \(Role\|Network\)' |
    while IFS=' /' read -r group version kind; do
      cat <<EOF
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${kind,,}s.$group
  annotations: { api-approved.kubernetes.io: unapproved }
spec:
  group: $group
  scope: Namespaced
  names: { kind: $kind, listKind: ${kind}List, plural: ${kind,,}s, singular: ${kind,,} }
  versions:
    - name: $version
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
EOF
    done >"$work/kinds"
  kubectl apply -f "$work/kinds" >/dev/null
  kubectl wait --for=condition=Established --timeout=60s -f "$work/kinds" >/dev/null || fail 'Not all kinds are known'
  say "$(grep -c '^kind:' "$work/kinds") kinds of operators"
}

# apply [OPTIONS]: of what is tried.
apply() {
  kubectl apply --validate=strict "$@" -f "$work/suite" >"$work/applied" 2>&1 || fail "$(cat "$work/applied")"
  ! grep -vE ' (created|configured|unchanged)$' "$work/applied" || fail 'the server has something to say'
}

# Checked and admitted by the server, and not kept.
check_overlay() {
  overlay "$1" >"$work/checked"
  kubectl apply --dry-run=server --validate=strict -f "$work/checked" >"$work/answers" 2>&1 || fail "$1: $(grep -v '(server dry run)$' "$work/answers")"
  ! grep -v '(server dry run)$' "$work/answers" || fail "$1: the server has something to say"
  say "$1: $(wc -l <"$work/answers") objects are in order"
}

# Whether the server would say so if it were otherwise.
check_strictness() {
  overlay overlays/dev | sed 's/terminationGracePeriodSeconds/terminationGraceSeconds/' >"$work/misspelt"
  ! kubectl apply --dry-run=server --validate=strict -f "$work/misspelt" >"$work/answers" 2>&1 || fail 'A misspelt field was taken'
  grep -q terminationGraceSeconds "$work/answers" || fail "A misspelt field was not noticed: $(tail -n 3 "$work/answers")"
}

# What the store has for External Secrets, as docs/kubernetes.md lists it, with the passwords and keys that Compose would have.
make_store() {
  local state=$work/state version
  version=$(sed -n 's|^  <version>\(.*\)</version>.*|\1|p' "$root/pom.xml" | head -n 1)
  java -cp "$root/deploy/local/target/local-$version.jar:$root/deploy/local/target/lib/*" dev.pluginsuite.local.compose.ComposeState files "$state"
  jq -n --rawfile secrets "$state/infra/secrets.properties" --rawfile attestation "$state/keys/approval.key" --rawfile developer "$state/keys/developer.key" \
    --rawfile set "$state/keys/key-set.json" --rawfile notices "$state/keys/notices.key" --rawfile secret_keys "$state/keys/secrets.key" \
    --rawfile public "$state/keys/root.pub" --arg keycloak "$(openssl rand -hex 16)" '
    ($secrets | split("\n") | map(select(contains("=")) | capture("(?<key>[^=]*)=(?<value>.*)")) | from_entries) as $s
    | { "plugin-suite-database": ($s | with_entries(select(.key | test("^postgres\\..*\\.")) | .key |= (ltrimstr("postgres.") | sub("\\.login$"; "") | sub("\\.owner$"; "_owner")))
          + { keycloak: $keycloak }),
        "plugin-suite-oidc": { validation: $s["keycloak.validation-service"], installation: $s["keycloak.installation-service"] },
        "plugin-suite-keys": { attestation: $attestation, developer: $developer, "key-set": $set, notices: $notices, secrets: $secret_keys,
          "root-public": ($public | rtrimstr("\n")) },
        "plugin-suite-keycloak": { username: "admin", password: $s["keycloak.admin"] },
        trial: $s }' >"$work/store"
}

# As External Secrets would from the objects that were applied.
make_secrets() {
  kubectl -n plugin-suite get externalsecrets -o json | jq --slurpfile store "$work/store" '
    { apiVersion: "v1", kind: "List", items: [.items[]
      | .spec.target.template as $template
      | ([.spec.data[] | { (.secretKey): ($store[0][.remoteRef.key][.remoteRef.property] // error("\(.remoteRef) is not in the store")) }] | add) as $values
      | { apiVersion: "v1", kind: "Secret", type: ($template.type // "Opaque"),
          metadata: { name: (.spec.target.name // .metadata.name), namespace: "plugin-suite", labels: ($template.metadata.labels // {}) },
          stringData: (if $template.data then $template.data | map_values(gsub("\\{\\{ *\\.(?<name>\\w+) *\\}\\}"; $values[.name])) else $values end) }] }' |
    kubectl apply -f - >"$work/secrets.log"
  say "$(wc -l <"$work/secrets.log") Secrets as External Secrets would make them"
}

# As Strimzi would, and what the stand-ins are told.
make_kafka_secrets() {
  local user password login='org.apache.kafka.common.security.scram.ScramLoginModule required'
  certificate kafka /CN=kafka DNS:kafka-kafka-bootstrap,DNS:kafka
  kubectl -n plugin-suite create secret generic kafka-cluster-ca-cert --from-file="$work/ca.crt"
  for user in registry validation installation deployment health; do
    password=$(jq -r ".trial[\"kafka.$user\"]" "$work/store")
    kubectl -n plugin-suite create secret generic "kafka-user-$user" --from-literal="password=$password" \
      --from-literal="sasl.jaas.config=$login username=\"$user\" password=\"$password\";"
    echo "SCRAM-SHA-512=[name=$user,password=$password]" >>"$work/kafka-users"
  done
  {
    sed 's/:9093$/:9095/' "$work/state/infra/kafka.properties"
    cat <<EOF
listeners=SASL_PLAINTEXT://0.0.0.0:9092,SERVICES://0.0.0.0:9093,CONTROLLER://127.0.0.1:9095
advertised.listeners=SASL_PLAINTEXT://kafka:9092,SERVICES://kafka-kafka-bootstrap:9093
listener.security.protocol.map=SASL_PLAINTEXT:SASL_PLAINTEXT,SERVICES:SASL_SSL,CONTROLLER:SASL_PLAINTEXT
listener.name.services.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.services.scram-sha-512.sasl.jaas.config=$login;
listener.name.services.ssl.keystore.type=PEM
listener.name.services.ssl.keystore.location=/etc/trial/kafka.pem
broker.session.timeout.ms=30000
EOF
  } >"$work/kafka.properties"
  cat "$work/kafka.key" "$work/kafka.crt" >"$work/kafka.pem"
  kubectl -n plugin-suite create secret generic trial --from-file="$work/kafka.properties" --from-file="$work/kafka.pem" --from-file="$work/kafka-users" \
    --from-file="$work/state/infra/postgres-password" --from-file="$work/state/infra/secrets.properties"
}

# Where packages are: a folder that all replicas see, since they are on one node.
make_volume() {
  install -d -o 1000 -g 1000 "$work/packages"
  kubectl apply -f - <<EOF
apiVersion: v1
kind: PersistentVolume
metadata: { name: trial }
spec:
  storageClassName: trial
  accessModes: [ReadWriteMany]
  capacity: { storage: 1Gi }
  local: { path: $work/packages }
  nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [trial] }] }] } }
EOF
}

ready() {
  kubectl -n plugin-suite rollout status --timeout="$2s" "deployment/$1" >/dev/null || fail "$1 is not ready"
}

psql() {
  kubectl -n plugin-suite exec deploy/postgres -- sh -c "PGPASSWORD=\$POSTGRES_PASSWORD psql -h 127.0.0.1 -U postgres -v ON_ERROR_STOP=1 -c \"$1\""
}

address() {
  kubectl -n plugin-suite get service "$1" -o 'jsonpath={.spec.clusterIP}'
}

# Asks one service through the gateway until the file is gone; a line for each answer.
ask() {
  while [ -e "$work/asking" ]; do
    curl --silent --output /dev/null --max-time 20 --write-out '%{http_code} %{time_total}\n' --config <(printf 'header = "Authorization: Bearer %s"\n' "$SUITE_TOKEN") \
      "$SUITE_URL/api/v1/admin/$1?limit=1" || true
    sleep 0.1
  done
}

restart_while_asked() {
  local began=$SECONDS all failed slowest
  log_in it
  touch "$work/asking"
  ask "$2" >"$work/asked" &
  local asking=$!
  kubectl -n plugin-suite rollout restart "deployment/$1" >/dev/null
  ready "$1" 420
  # The last of before has yet to leave.
  sleep 20
  rm "$work/asking"
  wait "$asking"
  all=$(wc -l <"$work/asked")
  failed=$(grep -vc '^200 ' "$work/asked" || true)
  slowest=$(cut -d ' ' -f 2 "$work/asked" | sort -n | tail -n 1)
  say "$1 was restarted within $((SECONDS - began)) s: $all requests, $failed failed, the slowest took $slowest s"
  [ "$failed" = 0 ] || grep -v '^200 ' "$work/asked" | sort | uniq -c
}

trap clean EXIT
trap 'exit 130' INT TERM
separate
start_control
kubectl create namespace plugin-suite --dry-run=client -o yaml | kubectl apply -f - >/dev/null
for name in dev production production/migrations; do
  overlay "overlays/$name" >"$work/$(basename "$name").yaml"
done
define_kinds
for name in dev production production/migrations; do
  check_overlay "overlays/$name"
done
check_strictness
[ "$objects" != --objects ] || exit 0

start_node
make_store
make_volume >/dev/null
make_kafka_secrets >/dev/null
overlay trial >"$work/suite"
apply -l plugin-suite/trial=server
serve_names
ready postgres 180
ready kafka 180
kubectl -n plugin-suite wait --for=condition=complete --timeout=300s job/provision >/dev/null || fail 'provision did not end'
psql "create role keycloak login password '$(jq -r '.["plugin-suite-database"].keycloak' "$work/store")'" >/dev/null
psql 'create database keycloak owner keycloak' >/dev/null
say 'PostgreSQL, Kafka, roles and topics'

# One after the other: sixteen that start at once would take a small machine longer than they are given.
apply -l '!app.kubernetes.io/name'
serve_names
make_secrets
apply -l app.kubernetes.io/name=keycloak
ready keycloak 600
say 'Keycloak'
overlay overlays/production/migrations | kubectl apply --validate=strict -f - >/dev/null
kubectl -n plugin-suite wait --for=condition=complete --timeout=900s job -l app.kubernetes.io/component=migration >/dev/null || fail 'a migration did not end'
say 'migrations'
ready gateway 180
for name in "${services[@]}"; do
  apply -l "app.kubernetes.io/name=$name"
  kubectl -n plugin-suite wait --for=jsonpath='{.status.readyReplicas}'=2 --timeout=600s "deployment/$name" >/dev/null || fail "$name is not ready twice"
  say "$name, twice"
done
apply
say 'all is ready'
kubectl -n plugin-suite get pods
keycloak=http://$(address keycloak):8080
within 60 'a token' log_in it
SUITE_URL=http://$(address gateway):3000
export SUITE_URL
take_a_package "$root/deploy/samples/target/mpk/supplier-db-2.1.0.mpk"
log_in it
"$root/deploy/runbooks/add-site.sh" site-1 'Site 1' demo-group 9.1.0 1.0.0 >/dev/null
say 'site-1 is registered, and may enrol'
restart_while_asked registry-service registry/audit
restart_while_asked validation-service validation/audit
restart_while_asked installation-service plugins/installed
restart_while_asked deployment-service plugin-registry/deployments
restart_while_asked health-service plugin-registry/health
log_in it
SUITE_PATIENCE=420 "$root/deploy/runbooks/scale.sh" installation 3 6 >"$work/scaled" || fail "scale.sh: $(cat "$work/scaled")"
say "installation-service has three: $(tail -n 1 "$work/scaled")"
kubectl -n plugin-suite get pods
say 'all is as it should be'
