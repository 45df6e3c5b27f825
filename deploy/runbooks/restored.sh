#!/usr/bin/env bash
# After the database or Kafka was restored: everything that is true in the database is said again, so that everybody knows it.
# May be repeated at any time. Then look at consistency.sql and run check.sh.
# usage: restored.sh
set -euo pipefail
[ $# -eq 0 ] || {
  echo "usage: restored.sh" >&2
  exit 1
}

while read -r service topic; do
  bash "$(dirname "$0")/republish.sh" "$service" "$topic" </dev/null
done <<'TOPICS'
registry registry.registries
registry registry.packages
validation validation.reports
validation validation.vulnerabilities
installation installation.sites
installation installation.installations
installation installation.licences
installation installation.updates
installation site.*.desired-state
deployment deployment.deployments
health health.status
health health.alerts
TOPICS
