package dev.pluginsuite.infra;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/** Kafka as processes: one broker, or several with one quorum. */
final class EmbeddedKafka implements Server, Kafka {
  private static final int MOST_BROKERS = 9;

  private final KafkaConfiguration configuration;
  private final KafkaRuntime.Source runtime;
  private final List<KafkaBroker> brokers;
  private final List<Integer> controllers;
  private final String newId = Uuid.randomUuid().toString();

  EmbeddedKafka(Workspace workspace, int port, int count) {
    this(workspace, port, count, KafkaRuntime::cached);
  }

  /**
   * @param port of the first broker; the others have any free one
   */
  EmbeddedKafka(Workspace workspace, int port, int count, KafkaRuntime.Source runtime) {
    requireAsBefore(workspace, count);
    this.configuration = new KafkaConfiguration(workspace.secrets());
    this.runtime = runtime;
    this.controllers = Stream.generate(Ports::free).distinct().limit(count).toList();
    this.brokers =
        IntStream.rangeClosed(1, count)
            .mapToObj(id -> new KafkaBroker(this, workspace, id, id == 1 ? port : 0))
            .toList();
  }

  /** Those who are new would outvote those who know what was said, or miss those who are gone. */
  private static void requireAsBefore(Workspace workspace, int count) {
    long before =
        IntStream.rangeClosed(1, MOST_BROKERS)
            .filter(id -> Files.exists(workspace.folder().resolve(KafkaBroker.name(id))))
            .count();
    if (count < 1 || count > MOST_BROKERS || (before != 0 && before != count)) {
      throw new IllegalStateException(
          "Kafka cannot have %d brokers: it may have 1 to %d, and in %s it has had %d."
              .formatted(count, MOST_BROKERS, workspace.folder(), before));
    }
  }

  @Override
  public void start() throws InterruptedException {
    Parallel.start(brokers);
    KafkaTopics.provision(clientConfig(admin()));
  }

  /** At once: who is left alone finds no controller to take its leave of. */
  @Override
  public void stop() {
    Parallel.stop(brokers);
  }

  @Override
  public void kill() {
    brokers.forEach(KafkaBroker::kill);
  }

  KafkaBroker broker(int id) {
    return brokers.get(id - 1);
  }

  KafkaRuntime runtime(Consumer<String> progress) throws IOException, InterruptedException {
    return runtime.of(progress);
  }

  KafkaConfiguration configuration() {
    return configuration;
  }

  /** Of the cluster: that of the disks which are not empty. */
  String id() {
    return brokers.stream().flatMap(it -> it.clusterId().stream()).findFirst().orElse(newId);
  }

  /** What all have to agree on before the first one starts; one that is alone is free to move. */
  Optional<List<Integer>> controllers() {
    return brokers.size() == 1 ? Optional.empty() : Optional.of(controllers);
  }

  @Override
  public String bootstrapServers() {
    return brokers.stream().map(KafkaBroker::address).collect(joining(","));
  }

  @Override
  public Credentials admin() {
    return configuration.admin();
  }

  @Override
  public Credentials service(String service) {
    return configuration.service(service);
  }
}
