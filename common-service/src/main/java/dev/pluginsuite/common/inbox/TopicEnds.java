package dev.pluginsuite.common.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Where a topic ends for a reader of committed records. End offsets alone do not tell: the marks of
 * Kafka's own transactions take offsets too, so what lies between the progress and the end is
 * looked at.
 */
@ApplicationScoped
class TopicEnds {
  private static final Duration ASK = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Map<String, Object> config;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            var it = new Thread(task, "topic-ends");
            it.setDaemon(true);
            return it;
          });
  private final Executor backToWorkers = Infrastructure.getDefaultWorkerPool();
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;

  TopicEnds(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ASK.toMillis());
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) LOOK.toMillis());
  }

  /**
   * The offsets of the last records that {@code consumed} lacks, by partition; empty when it lacks
   * none.
   */
  Uni<Map<Integer, Long>> missing(String topic, Map<Integer, Long> consumed) {
    return Uni.createFrom()
        .<Map<Integer, Long>>emitter(emitter -> thread.execute(new Look(topic, consumed, emitter)))
        .emitOn(backToWorkers);
  }

  /** With Kafka away the next ones pile up behind this one; who has stopped waiting is skipped. */
  private final class Look implements Runnable {
    private final String topic;
    private final Map<Integer, Long> consumed;
    private final UniEmitter<? super Map<Integer, Long>> emitter;
    private final AtomicBoolean over = new AtomicBoolean();

    Look(
        String topic, Map<Integer, Long> consumed, UniEmitter<? super Map<Integer, Long>> emitter) {
      this.topic = topic;
      this.consumed = consumed;
      this.emitter = emitter;
      emitter.onTermination(() -> over.set(true));
    }

    @Override
    public void run() {
      if (over.get()) {
        return;
      }
      try {
        emitter.complete(look(topic, consumed));
      } catch (RuntimeException e) {
        emitter.fail(e);
      }
    }
  }

  private Map<Integer, Long> look(String topic, Map<Integer, Long> consumed) {
    var kafka = open();
    try {
      var partitions =
          kafka.partitionsFor(topic, ASK).stream()
              .map(it -> new TopicPartition(topic, it.partition()))
              .toList();
      var ends = new HashMap<>(kafka.endOffsets(partitions, ASK));
      ends.entrySet().removeIf(it -> next(consumed, it.getKey()) >= it.getValue());
      kafka.assign(ends.keySet());
      ends.keySet().forEach(it -> kafka.seek(it, next(consumed, it)));
      var last = new HashMap<Integer, Long>();
      var until = System.nanoTime() + ASK.toNanos();
      while (ends.entrySet().stream().anyMatch(it -> kafka.position(it.getKey()) < it.getValue())) {
        if (System.nanoTime() > until) {
          throw new TimeoutException("The end of " + topic + " is not in sight.");
        }
        kafka.poll(LOOK).forEach(it -> last.put(it.partition(), it.offset()));
      }
      return last;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static long next(Map<Integer, Long> consumed, TopicPartition partition) {
    var last = consumed.get(partition.partition());
    return last == null ? 0 : last + 1;
  }

  private KafkaConsumer<byte[], byte[]> open() {
    var open = consumer;
    if (open == null) {
      open = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      consumer = open;
    }
    return open;
  }

  private void close() {
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
  }

  void stop(@Observes ShutdownEvent event) {
    thread.execute(this::close);
    thread.shutdown();
  }
}
