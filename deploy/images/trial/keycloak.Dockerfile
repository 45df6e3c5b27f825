# Stands in for keycloak/keycloak:26.7.3: the same distribution, user and folders.
FROM plugin-suite-trial/jre:25
RUN echo 'keycloak:x:1000:0:keycloak user:/opt/keycloak:/sbin/nologin' >>/etc/passwd
COPY --chown=1000:0 keycloak/ /opt/keycloak/
RUN install -d -o 1000 -g 0 -m 775 /opt/keycloak/data
USER 1000
EXPOSE 8080 8443 9000
ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]
