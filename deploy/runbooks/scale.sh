#!/usr/bin/env bash
# More or fewer processes of a service on Kubernetes: bounds its scaler, whichever it has, and waits until so many hear its topics and nothing
# is left to hear. Who applies the manifests next has to have the same numbers in them.
# usage: scale.sh SERVICE LEAST [MOST]      scale.sh installation 3 6
#   NAMESPACE  of the suite, plugin-suite without it
set -euo pipefail
. "$(dirname "$0")/suite.sh"
[ $# -eq 2 ] || [ $# -eq 3 ] || fail "usage: scale.sh SERVICE LEAST [MOST]"
service=$(checked "$1")
least=$2
most=${3:-$2}
[[ $least =~ ^[1-9][0-9]?$ && $most =~ ^[1-9][0-9]?$ && $least -le $most && $most -le 12 ]] ||
  fail "From 1 to 12: a topic has 12 partitions."
namespace=${NAMESPACE:-plugin-suite}

# KEDA's object makes a HorizontalPodAutoscaler of its own, which it would set back.
if kubectl -n "$namespace" get "scaledobjects.keda.sh/$service-service" >/dev/null 2>&1; then
  kubectl -n "$namespace" patch "scaledobjects.keda.sh/$service-service" --type merge \
    -p "{\"spec\":{\"minReplicaCount\":$least,\"maxReplicaCount\":$most}}"
else
  kubectl -n "$namespace" patch "horizontalpodautoscaler/$service-service" --type merge \
    -p "{\"spec\":{\"minReplicas\":$least,\"maxReplicas\":$most}}"
fi
kubectl -n "$namespace" rollout status "deployment/$service-service" --timeout="${SUITE_PATIENCE:-300}s"
bash "$(dirname "$0")/consumers.sh" "$service" --wait "$least"
