package dev.pluginsuite.common.outbox;

import java.util.Set;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/** One row spoiled its batch. Every other failure to send is Kafka's, and passes. */
final class Unsendable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Set<Class<? extends KafkaException>> FOR_EVER =
      Set.of(
          RecordTooLargeException.class,
          RecordBatchTooLargeException.class,
          InvalidRecordException.class,
          SerializationException.class,
          InvalidTopicException.class);

  final KafkaException reason;

  private Unsendable(KafkaException reason) {
    super(reason.getMessage(), reason);
    this.reason = reason;
  }

  static @Nullable Unsendable in(KafkaException failure) {
    for (Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof KafkaException kafka
          && (isForEver(kafka) || it instanceof TopicAuthorizationException)) {
        return new Unsendable(kafka);
      }
    }
    return null;
  }

  static boolean isForEver(KafkaException reason) {
    return FOR_EVER.contains(reason.getClass());
  }
}
