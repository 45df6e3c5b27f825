package dev.pluginsuite.system.released;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.local.api.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Every record of every topic of the suite, out of one Kafka and into another one. */
final class Records {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final StringDeserializer TEXT = new StringDeserializer();

  private final Map<String, Object> client = new HashMap<>();

  Records(Properties kafka) {
    kafka.forEach((name, value) -> client.put(name.toString(), value));
  }

  /** A file for each topic that has any, a line for each record. */
  void write(Path folder) throws IOException, ExecutionException, InterruptedException {
    for (var topic : topics()) {
      var lines = all(topic).stream().map(it -> line(it).toString()).toList();
      if (!lines.isEmpty()) {
        Files.write(folder.resolve(topic), lines);
      }
    }
  }

  private List<String> topics() throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(client)) {
      return admin.listTopics().names().get().stream().sorted().toList();
    }
  }

  private List<ConsumerRecord<String, String>> all(String topic) {
    var reader = new HashMap<>(client);
    reader.put("isolation.level", "read_committed");
    try (var consumer = new KafkaConsumer<>(reader, TEXT, TEXT)) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(it -> new TopicPartition(topic, it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var all = new ArrayList<ConsumerRecord<String, String>>();
      var until = System.nanoTime() + PATIENCE.toNanos();
      while (partitions.stream()
          .anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
        if (System.nanoTime() > until) {
          throw new IllegalStateException("Cannot read " + topic + " to its end");
        }
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
      return all;
    }
  }

  private static JsonNode line(ConsumerRecord<String, String> it) {
    var line =
        Api.json().put("partition", it.partition()).put("key", it.key()).put("value", it.value());
    var headers = line.putObject("headers");
    for (var header : it.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return line;
  }

  /** In the order in which each partition had them. */
  void load(Path folder) throws IOException, ExecutionException, InterruptedException {
    try (var admin = Admin.create(client);
        var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
        var files = Files.list(folder)) {
      var known = admin.listTopics().names().get();
      for (var file : files.sorted().toList()) {
        var topic = file.getFileName().toString();
        if (!known.contains(topic)) {
          admin.createTopics(List.of(ofSite(topic))).all().get();
        }
        var sent = new ArrayList<Future<?>>();
        for (var line : Files.readAllLines(file)) {
          sent.add(producer.send(record(topic, Api.parse(line))));
        }
        for (var each : sent) {
          each.get();
        }
      }
    }
  }

  /** The suite's fixed topics are there before; a site's came with the site. */
  private static NewTopic ofSite(String name) {
    return new NewTopic(name, Optional.of(1), Optional.empty())
        .configs(Map.of("cleanup.policy", "compact"));
  }

  private static ProducerRecord<String, String> record(String topic, JsonNode line) {
    var value = line.path("value").isNull() ? null : line.path("value").asText();
    var record =
        new ProducerRecord<>(
            topic, line.path("partition").asInt(), line.path("key").asText(), value);
    line.path("headers")
        .properties()
        .forEach(
            it ->
                record
                    .headers()
                    .add(it.getKey(), it.getValue().asText().getBytes(StandardCharsets.UTF_8)));
    return record;
  }
}
