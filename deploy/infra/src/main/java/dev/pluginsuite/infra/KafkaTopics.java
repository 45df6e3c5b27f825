package dev.pluginsuite.infra;

import dev.pluginsuite.api.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** Makes the suite's fixed topics and access rules on a Kafka that just started. */
final class KafkaTopics {
  private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

  private KafkaTopics() {}

  /** Whether that node takes part, and is seen. */
  static boolean isReady(Map<String, String> client, int node) throws InterruptedException {
    try (var admin = admin(client, 5_000)) {
      var nodes = admin.describeCluster().nodes().get();
      return nodes.stream().anyMatch(it -> it.id() == node);
    } catch (ExecutionException | KafkaException notYet) {
      return false;
    }
  }

  static void provision(Map<String, String> client) throws InterruptedException {
    try (var admin = admin(client, 60_000)) {
      var known = admin.listTopics().names().get();
      var missing = topics().stream().filter(topic -> !known.contains(topic.name())).toList();
      admin.createTopics(missing).all().get();
      admin.createAcls(KafkaAccess.rules()).all().get();
      awaitSeen(admin);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refused the suite's topics or access rules", e);
    }
  }

  /** The controller has them; the broker that decides hears of them a moment later. */
  private static void awaitSeen(Admin admin) throws InterruptedException, ExecutionException {
    var names = topics().stream().map(NewTopic::name).toList();
    while (!admin.listTopics().names().get().containsAll(names)
        || !rules(admin).containsAll(KafkaAccess.rules())) {
      Thread.sleep(20);
    }
  }

  private static Set<AclBinding> rules(Admin admin)
      throws InterruptedException, ExecutionException {
    return Set.copyOf(admin.describeAcls(AclBindingFilter.ANY).values().get());
  }

  static List<NewTopic> topics() {
    var topics = new ArrayList<NewTopic>();
    for (var topic : Topic.values()) {
      topics.add(
          topic(topic.topicName(), topic.partitions())
              .configs(topic.isCompacted() ? compacted() : deletedAfter(Topic.COMMAND_RETENTION)));
      if (!topic.consumers().isEmpty()) {
        topics.add(
            topic(topic.deadLetterTopicName(), 1).configs(deletedAfter(DEAD_LETTER_RETENTION)));
      }
    }
    return topics;
  }

  private static NewTopic topic(String name, int partitions) {
    // As often as the brokers keep everything.
    return new NewTopic(name, Optional.of(partitions), Optional.empty());
  }

  private static Map<String, String> compacted() {
    return Map.of("cleanup.policy", "compact");
  }

  private static Map<String, String> deletedAfter(Duration age) {
    return Map.of("cleanup.policy", "delete", "retention.ms", String.valueOf(age.toMillis()));
  }

  private static Admin admin(Map<String, String> client, int patienceMillis) {
    var configuration = new HashMap<String, Object>(client);
    configuration.put("default.api.timeout.ms", patienceMillis);
    configuration.put("request.timeout.ms", patienceMillis);
    return Admin.create(configuration);
  }
}
