# Gateway, and what Compose runs before the services; after mvn package, from the root of the project:
#   docker build -f deploy/images/tools.Dockerfile -t plugin-suite/tools:0.1.0 .
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}
WORKDIR /app
COPY deploy/local/target/lib/ lib/
COPY deploy/local/target/local-*.jar local.jar
# The volume of Compose takes its owner over.
RUN mkdir -p /var/lib/plugin-suite && chown 1000:1000 /var/lib/plugin-suite
USER 1000:1000
ENTRYPOINT ["java", "-Xmx128m", "-XX:+UseSerialGC", "-cp", "/app/local.jar:/app/lib/*"]
