# Stands in for apache/kafka:4.2.1: the broker's own jars, and of its scripts the two that compose.yaml calls.
FROM plugin-suite-trial/jre:25
RUN useradd --uid 1000 --user-group --create-home appuser
COPY kafka/ /opt/kafka/libs/
COPY --chmod=755 kafka-run.sh /opt/kafka/bin/kafka-storage.sh
COPY --chmod=755 kafka-run.sh /opt/kafka/bin/kafka-server-start.sh
RUN install -d -o appuser -g appuser /var/lib/kafka/data
VOLUME /var/lib/kafka/data
USER appuser
EXPOSE 9092
