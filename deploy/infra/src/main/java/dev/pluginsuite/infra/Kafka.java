package dev.pluginsuite.infra;

import java.util.Map;

/** A running Kafka with the suite's topics and access rules. */
public interface Kafka {
  String bootstrapServers();

  /** A super user: everything is allowed. */
  Credentials admin();

  Credentials service(String service);

  /** What a producer, consumer or admin client needs to connect as these credentials. */
  default Map<String, String> clientConfig(Credentials credentials) {
    return KafkaConfiguration.client(bootstrapServers(), credentials);
  }
}
