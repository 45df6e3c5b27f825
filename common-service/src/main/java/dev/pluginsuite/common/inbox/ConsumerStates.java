package dev.pluginsuite.common.inbox;

import dev.pluginsuite.common.context.CallerContext;
import dev.pluginsuite.common.inbox.ConsumerState.PartitionState;
import dev.pluginsuite.common.inbox.ConsumerState.WaitingRecord;
import dev.pluginsuite.common.problem.CommonProblem;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What this service's consumers have before them, topic by topic: Kafka's ends and our progress.
 */
@ApplicationScoped
class ConsumerStates {
  private static final Duration ASK = Duration.ofSeconds(5);

  /** For all topics together. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Duration LOOK = Duration.ofMillis(50);

  private final Instance<TopicConsumer> consumers;
  private final Progress progress;
  private final Vertx vertx;
  private final Map<String, Object> kafka;
  private final String group;

  ConsumerStates(
      Instance<TopicConsumer> consumers,
      Progress progress,
      Vertx vertx,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "suite.service") String group) {
    this.consumers = consumers;
    this.progress = progress;
    this.vertx = vertx;
    this.group = group;
    this.kafka = new HashMap<>(kafka);
    this.kafka.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.kafka.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ASK.toMillis());
    this.kafka.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ASK.toMillis());
    this.kafka.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) LOOK.toMillis());
  }

  /** In the order of the topics. Fails as unavailable while Kafka is away. */
  Uni<List<ConsumerState>> all() {
    var here = CallerContext.of(vertx);
    return consumed().emitOn(Infrastructure.getDefaultWorkerPool()).map(this::look).emitOn(here);
  }

  /** By topic and partition, the last offset consumed. */
  private Uni<Map<String, Map<Integer, Long>>> consumed() {
    var topics = consumers.stream().map(it -> it.topic().topicName()).toList();
    return Multi.createFrom()
        .iterable(topics)
        .onItem()
        .transformToUniAndConcatenate(
            topic -> progress.of(topic).map(offsets -> Map.entry(topic, offsets)))
        .collect()
        .asMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private List<ConsumerState> look(Map<String, Map<Integer, Long>> consumed) {
    try (var records =
            new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer());
        var admin = Admin.create(kafka)) {
      var members = members(admin);
      var until = System.nanoTime() + LONGEST.toNanos();
      return consumed.entrySet().stream()
          .map(it -> state(it.getKey(), it.getValue(), records, members, until))
          .sorted(Comparator.comparing(ConsumerState::topic))
          .toList();
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw CommonProblem.UNAVAILABLE.because("Kafka does not answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommonProblem.UNAVAILABLE.because("The service is stopping.");
    }
  }

  private Map<TopicPartition, MemberDescription> members(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    var description =
        admin
            .describeConsumerGroups(List.of(group))
            .all()
            .get(ASK.toMillis(), TimeUnit.MILLISECONDS);
    var members = new HashMap<TopicPartition, MemberDescription>();
    description.values().stream()
        .flatMap(it -> it.members().stream())
        .forEach(
            member -> member.assignment().topicPartitions().forEach(it -> members.put(it, member)));
    return members;
  }

  private static ConsumerState state(
      String topic,
      Map<Integer, Long> consumed,
      KafkaConsumer<String, byte[]> records,
      Map<TopicPartition, MemberDescription> members,
      long until) {
    requireTime(until);
    var all =
        records.partitionsFor(topic, ASK).stream()
            .map(it -> new TopicPartition(topic, it.partition()))
            .toList();
    var ends = records.endOffsets(all, ASK);
    var next = new HashMap<>(records.beginningOffsets(all, ASK));
    consumed.forEach(
        (partition, last) -> next.merge(new TopicPartition(topic, partition), last + 1, Math::max));
    var waiting = firstOf(records, next, ends, until);
    var partitions =
        all.stream()
            .sorted(Comparator.comparing(TopicPartition::partition))
            .map(
                it ->
                    partition(
                        it.partition(),
                        waiting.get(it),
                        ends.getOrDefault(it, 0L) - next.getOrDefault(it, 0L),
                        members.get(it)))
            .toList();
    var consumers = partitions.stream().map(PartitionState::consumer).filter(Objects::nonNull);
    var lag = partitions.stream().mapToLong(PartitionState::lag).sum();
    return new ConsumerState(topic, (int) consumers.distinct().count(), lag, partitions);
  }

  private static void requireTime(long until) {
    if (System.nanoTime() > until) {
      throw CommonProblem.UNAVAILABLE.because("Kafka takes too long.");
    }
  }

  private static PartitionState partition(
      int number,
      @Nullable ConsumerRecord<String, byte[]> first,
      long distance,
      @Nullable MemberDescription member) {
    return new PartitionState(
        number,
        first == null ? 0 : distance,
        member == null ? null : member.consumerId(),
        member == null ? null : member.host().replaceFirst("^/", ""),
        first == null
            ? null
            : new WaitingRecord(
                first.offset(), first.key(), Instant.ofEpochMilli(first.timestamp())));
  }

  /** Behind what was consumed there may be nothing but marks of transactions. */
  private static Map<TopicPartition, ConsumerRecord<String, byte[]>> firstOf(
      KafkaConsumer<String, byte[]> records,
      Map<TopicPartition, Long> next,
      Map<TopicPartition, Long> ends,
      long until) {
    Set<TopicPartition> open =
        new HashSet<>(
            ends.keySet().stream()
                .filter(it -> next.getOrDefault(it, 0L) < ends.getOrDefault(it, 0L))
                .toList());
    records.assign(open);
    open.forEach(it -> records.seek(it, next.getOrDefault(it, 0L)));
    var first = new HashMap<TopicPartition, ConsumerRecord<String, byte[]>>();
    while (!open.isEmpty()) {
      requireTime(until);
      records
          .poll(LOOK)
          .forEach(it -> first.putIfAbsent(new TopicPartition(it.topic(), it.partition()), it));
      open.removeIf(
          it -> first.containsKey(it) || records.position(it) >= ends.getOrDefault(it, 0L));
      records.pause(first.keySet());
    }
    return first;
  }
}
