package dev.pluginsuite.infra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;

/**
 * Somebody counts, one number in each transaction as a relay sends its events, and a consumer hears
 * it, until they are told to end. Nobody tries again: what is refused ends them.
 */
final class Counting implements AutoCloseable {
  static final int PARTITION = 0;

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Map<String, Object> client;
  private final String topic;
  private final List<Integer> said = Collections.synchronizedList(new ArrayList<>());
  private final List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
  private final List<Exception> failures = Collections.synchronizedList(new ArrayList<>());
  private final Thread speaker = thread(this::speak);
  private final Thread listener = thread(this::listen);
  private volatile boolean goesOn = true;
  private volatile boolean listens = true;

  private Counting(Map<String, String> client, String topic) {
    this.client = new HashMap<>(client);
    this.topic = topic;
  }

  static Counting begin(Map<String, String> client, String topic) {
    var counting = new Counting(client, topic);
    counting.speaker.start();
    counting.listener.start();
    return counting;
  }

  private Thread thread(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                failures.add(e);
              }
            });
    thread.setDaemon(true);
    return thread;
  }

  private void speak() throws Exception {
    var configuration = new HashMap<>(client);
    configuration.put("transactional.id", "counting");
    var integers = new IntegerSerializer();
    try (var producer = new KafkaProducer<>(configuration, integers, integers)) {
      producer.initTransactions();
      for (int number = 1; goesOn; number++) {
        producer.beginTransaction();
        var sent = producer.send(new ProducerRecord<>(topic, PARTITION, 0, number));
        producer.commitTransaction();
        sent.get();
        said.add(number);
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      }
    }
  }

  private void listen() {
    var configuration = new HashMap<>(client);
    configuration.putAll(Map.of("group.id", "counting", "auto.offset.reset", "earliest"));
    configuration.put("isolation.level", "read_committed");
    var integers = new IntegerDeserializer();
    try (var consumer = new KafkaConsumer<>(configuration, integers, integers)) {
      consumer.subscribe(List.of(topic));
      while (listens) {
        consumer.poll(Duration.ofMillis(100)).forEach(it -> heard.add(it.value()));
        consumer.commitSync();
      }
    }
  }

  /** What was committed. */
  List<Integer> said() {
    return List.copyOf(said);
  }

  List<Integer> heard() {
    return List.copyOf(heard);
  }

  List<Exception> failures() {
    return List.copyOf(failures);
  }

  /** No more is said; what was said may still be heard. */
  void end() {
    goesOn = false;
    join(speaker);
  }

  @Override
  public void close() {
    end();
    listens = false;
    join(listener);
  }

  private static void join(Thread thread) {
    try {
      thread.join(TimeUnit.MINUTES.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Work {
    void run() throws Exception;
  }
}
