# Keycloak with the options that it has to be built with, so that it starts at once and on a read-only root:
#   docker build -f deploy/images/keycloak.Dockerfile -t plugin-suite/keycloak:0.1.0 deploy/images
# For a release BASE names a digest: keycloak/keycloak@sha256:…
ARG BASE=keycloak/keycloak:26.7.3
FROM ${BASE}
ENV KC_DB=postgres
ENV KC_HTTP_RELATIVE_PATH=/auth
ENV KC_HEALTH_ENABLED=true
# One replica: no cluster, and no ports of one.
ENV KC_CACHE=local
RUN ["/opt/keycloak/bin/kc.sh", "build"]
ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]
