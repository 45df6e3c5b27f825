# Stands in for postgres:18.6: the same server, folders and variables; its entrypoint knows only what compose.yaml asks of it.
FROM plugin-suite-trial/debian:12
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/* && \
    groupadd -r postgres --gid=999 && useradd -r -g postgres --uid=999 --home-dir=/var/lib/postgresql postgres && \
    install -d -o postgres -g postgres -m 1777 /var/lib/postgresql
COPY postgres/ /usr/lib/postgresql/18/
COPY postgres-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
ENV PATH=/usr/lib/postgresql/18/bin:$PATH PGDATA=/var/lib/postgresql/18/docker LANG=C.UTF-8
VOLUME /var/lib/postgresql
EXPOSE 5432
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
