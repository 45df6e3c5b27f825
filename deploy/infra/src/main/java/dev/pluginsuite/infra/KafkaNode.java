package dev.pluginsuite.infra;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One of those that are Kafka together: a broker that is a controller, too.
 *
 * @param id from 1 on
 * @param bind the address that it listens on
 * @param host by which clients find it
 * @param data the folder of its log
 * @param controllers the port of each node's controller on this machine, the first one's first
 */
record KafkaNode(
    int id, String bind, String host, int port, String data, List<Integer> controllers) {
  private static final String HERE = "127.0.0.1";
  private static final int MOST_REPLICAS = 3;

  /** One that only this machine sees. */
  static KafkaNode local(int id, int port, String data, List<Integer> controllers) {
    return new KafkaNode(id, HERE, HERE, port, data, controllers);
  }

  static KafkaNode alone(String bind, String host, int port, int controller, String data) {
    return new KafkaNode(1, bind, host, port, data, List.of(controller));
  }

  String voters() {
    return IntStream.range(0, controllers.size())
        .mapToObj(it -> "%d@%s:%d".formatted(it + 1, HERE, controllers.get(it)))
        .collect(joining(","));
  }

  String listeners() {
    return "SASL_PLAINTEXT://%s:%d,CONTROLLER://%s:%d"
        .formatted(bind, port, HERE, controllers.get(id - 1));
  }

  int replicas() {
    return Math.min(controllers.size(), MOST_REPLICAS);
  }

  /** Without one of them everything goes on. */
  int inSync() {
    return Math.max(1, replicas() - 1);
  }
}
