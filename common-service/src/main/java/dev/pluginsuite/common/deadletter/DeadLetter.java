package dev.pluginsuite.common.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What could not be handled, as its consumer has to see it. */
record DeadLetter(long offset, ConsumerRecord<String, String> original) {
  /** Progress is made on the topic alone: another service may have put the letter there. */
  private static final long NO_PROGRESS = -1;

  static DeadLetter of(String topic, ConsumerRecord<String, String> it) {
    var original = new ConsumerRecord<>(topic, partition(it), NO_PROGRESS, it.key(), it.value());
    it.headers().forEach(header -> original.headers().add(header));
    return new DeadLetter(it.offset(), original);
  }

  /** The connector writes down where a record came from. */
  private static int partition(ConsumerRecord<String, String> it) {
    var header = it.headers().lastHeader("dead-letter-partition");
    return header == null ? 0 : Integer.parseInt(new String(header.value(), UTF_8));
  }

  @Nullable String key() {
    return original.key();
  }
}
