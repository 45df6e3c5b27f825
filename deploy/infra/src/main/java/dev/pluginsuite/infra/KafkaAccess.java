package dev.pluginsuite.infra;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.IDEMPOTENT_WRITE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import dev.pluginsuite.api.event.Topic;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Who may do what on Kafka: a service writes its own topics and reads those it is listed for. */
final class KafkaAccess {
  private final Set<AclBinding> rules = new LinkedHashSet<>();

  private KafkaAccess() {}

  static Set<AclBinding> rules() {
    var access = new KafkaAccess();
    for (var topic : Topic.values()) {
      access.letProduce(topic);
      topic.consumers().forEach(service -> access.letConsume(topic, service));
    }
    Services.ALL.forEach(access::letJoin);
    access.letKeepSites("installation");
    return access.rules;
  }

  private void letProduce(Topic topic) {
    allow(topic.producer(), TOPIC, LITERAL, topic.topicName(), WRITE, DESCRIBE);
  }

  /** What can never be handled is put aside and, once the reason is gone, read again. */
  private void letConsume(Topic topic, String service) {
    allow(service, TOPIC, LITERAL, topic.topicName(), READ, DESCRIBE);
    var deadLetters = topic.deadLetterTopicName();
    allow(service, TOPIC, LITERAL, deadLetters, WRITE, READ, DESCRIBE, CREATE);
  }

  private void letJoin(String service) {
    allow(service, GROUP, LITERAL, service, READ);
    allow(service, GROUP, PREFIXED, service + "-", READ);
    allow(service, GROUP, PREFIXED, service + ".", READ);
    allow(service, TRANSACTIONAL_ID, PREFIXED, service, WRITE, DESCRIBE);
    allow(service, CLUSTER, LITERAL, "kafka-cluster", IDEMPOTENT_WRITE);
  }

  /** Each site has a topic, a user and a rule of its own, made while the suite runs. */
  private void letKeepSites(String service) {
    allow(service, TOPIC, PREFIXED, "site.", CREATE, WRITE, DESCRIBE, ALTER, DELETE);
    allow(service, TOPIC, PREFIXED, "site.", DESCRIBE_CONFIGS, ALTER_CONFIGS);
    allow(service, CLUSTER, LITERAL, "kafka-cluster", ALTER, DESCRIBE);
  }

  private void allow(
      String service,
      ResourceType type,
      PatternType pattern,
      String name,
      AclOperation... operations) {
    for (var operation : operations) {
      rules.add(
          new AclBinding(
              new ResourcePattern(type, name, pattern),
              new AccessControlEntry("User:" + service, "*", operation, AclPermissionType.ALLOW)));
    }
  }
}
