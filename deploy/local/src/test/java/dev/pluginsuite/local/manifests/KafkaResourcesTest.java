package dev.pluginsuite.local.manifests;

import static dev.pluginsuite.local.manifests.ManifestSet.each;
import static dev.pluginsuite.local.manifests.ManifestSet.name;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.event.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kafka in the cluster is what {@link Topic} says. */
class KafkaResourcesTest {
  private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

  private final ManifestSet base;

  KafkaResourcesTest() throws IOException {
    base = ManifestSet.base();
  }

  @Test
  void the_topics_are_those_of_the_contract() {
    var expected = new TreeMap<String, String>();
    for (var topic : Topic.values()) {
      expected.put(topic.topicName(), topic.partitions() + " " + keeping(topic));
      if (!topic.consumers().isEmpty()) {
        expected.put(topic.deadLetterTopicName(), "1 " + deletedAfter(DEAD_LETTER_RETENTION));
      }
    }

    var described = new TreeMap<String, String>();
    base.of("KafkaTopic").forEach(it -> described.put(name(it), describe(it.path("spec"))));

    assertThat(described).isEqualTo(expected);
  }

  /** The operator makes no pods that a namespace of restricted ones would take, unless told to. */
  @Test
  void brokers_and_operators_are_confined_and_brokers_may_write_to_their_volumes() {
    var spec = base.of("Kafka").toList().get(0).path("spec");
    var broker = spec.path("kafka").path("template");
    var operators = spec.path("entityOperator").path("template");

    assertThat(broker.at("/pod/securityContext/fsGroup").isNumber()).isTrue();
    for (var pod : List.of(broker, operators)) {
      var context = pod.at("/pod/securityContext");
      assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
      assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    }
    for (var container :
        List.of(
            broker.path("kafkaContainer"),
            operators.path("topicOperatorContainer"),
            operators.path("userOperatorContainer"))) {
      var context = container.path("securityContext");
      assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    }
  }

  private static String keeping(Topic topic) {
    return topic.isCompacted() ? "compact" : deletedAfter(Topic.COMMAND_RETENTION);
  }

  private static String deletedAfter(Duration age) {
    return "delete " + age.toMillis();
  }

  private static String describe(JsonNode topic) {
    var config = topic.path("config");
    var age = config.path("retention.ms").asText();
    return "%s %s %s"
        .formatted(topic.path("partitions").asText(), config.path("cleanup.policy").asText(), age)
        .trim();
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry", "validation", "installation", "deployment", "health"})
  void a_service_may_do_what_the_contract_gives_it_and_no_more(String service) {
    var rules = base.named("KafkaUser", service).at("/spec/authorization/acls");

    var allowed = new TreeSet<String>();
    each(rules).forEach(rule -> operations(rule).forEach(allowed::add));

    assertThat(allowed).isEqualTo(expected(service));
  }

  private static Stream<String> operations(JsonNode rule) {
    var resource = rule.path("resource");
    var on =
        "%s %s %s"
            .formatted(
                resource.path("type").asText(),
                resource.path("patternType").asText(),
                resource.path("name").asText());
    return each(rule.path("operations")).map(it -> on + " " + it.asText());
  }

  private static Set<String> expected(String service) {
    var rules = new TreeSet<String>();
    for (var topic : Topic.values()) {
      if (topic.producer().equals(service)) {
        allow(rules, "topic literal " + topic.topicName(), "Write", "Describe");
      }
      if (topic.consumers().contains(service)) {
        allow(rules, "topic literal " + topic.topicName(), "Read", "Describe");
        var letters = "topic literal " + topic.deadLetterTopicName();
        allow(rules, letters, "Write", "Read", "Describe", "Create");
      }
    }
    allow(rules, "group literal " + service, "Read");
    allow(rules, "group prefix " + service + "-", "Read");
    allow(rules, "group prefix " + service + ".", "Read");
    allow(rules, "transactionalId prefix " + service, "Write", "Describe");
    allow(rules, "cluster  ", "IdempotentWrite");
    if (service.equals("installation")) {
      allow(rules, "topic prefix site.", "Create", "Write", "Describe", "Alter", "Delete");
      allow(rules, "topic prefix site.", "DescribeConfigs", "AlterConfigs");
      allow(rules, "cluster  ", "Alter", "Describe");
    }
    return rules;
  }

  private static void allow(Set<String> rules, String on, String... operations) {
    Stream.of(operations).forEach(it -> rules.add(on + " " + it));
  }

  @Test
  void nobody_but_the_services_is_a_user() {
    assertThat(base.names("KafkaUser"))
        .containsExactlyInAnyOrder(
            "registry", "validation", "installation", "deployment", "health");
  }

  @Test
  void the_operator_leaves_the_logins_of_sites_to_their_one_writer() {
    var operator = base.named("Kafka", "kafka").at("/spec/entityOperator/template");
    var environment = each(operator.at("/userOperatorContainer/env")).toList();

    var ignored =
        environment.stream()
            .filter(it -> it.path("name").asText().equals("STRIMZI_IGNORED_USERS_PATTERN"))
            .map(it -> Pattern.compile(it.path("value").asText()))
            .toList();

    assertThat(ignored).hasSize(1);
    assertThat("site-plant-1").matches(ignored.get(0));
    assertThat(List.of("registry", "installation", "keda"))
        .noneMatch(it -> ignored.get(0).matcher(it).matches());
  }
}
