# Stands in for eclipse-temurin:25-jre: the same modules, from a JDK 25 of this machine.
FROM plugin-suite-trial/debian:12
COPY jre/ /opt/java/openjdk/
ENV JAVA_HOME=/opt/java/openjdk LANG=C.UTF-8
ENV PATH=/opt/java/openjdk/bin:$PATH
