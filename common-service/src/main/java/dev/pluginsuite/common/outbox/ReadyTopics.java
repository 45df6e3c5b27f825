package dev.pluginsuite.common.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Knows whether a topic exists without waiting for it, which a producer would do: a topic of a site
 * is made a moment after the site.
 */
final class ReadyTopics implements AutoCloseable {
  private final Admin admin;
  private final Set<String> ready = new HashSet<>();

  ReadyTopics(Map<String, Object> connection, Duration patience) {
    var config = new HashMap<>(connection);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    admin = Admin.create(config);
  }

  Map<String, KafkaException> lacking(Set<String> names) {
    var unknown = names.stream().filter(it -> !ready.contains(it)).toList();
    var lacking = new HashMap<String, KafkaException>();
    if (!unknown.isEmpty()) {
      admin
          .describeTopics(unknown)
          .topicNameValues()
          .forEach((name, answer) -> note(name, answer, lacking));
    }
    return lacking;
  }

  private void note(String name, KafkaFuture<?> answer, Map<String, KafkaException> lacking) {
    try {
      answer.get();
      ready.add(name);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException reason && isOfTheTopic(reason)) {
        lacking.put(name, reason);
      } else {
        throw new KafkaException("Cannot ask for topics", e.getCause());
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static boolean isOfTheTopic(KafkaException reason) {
    return reason instanceof UnknownTopicOrPartitionException
        || reason instanceof InvalidTopicException
        || reason instanceof TopicAuthorizationException;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
