package dev.pluginsuite.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One trace shows the whole way of a plugin, across calls, events and the sites. */
class TraceTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Suite suite = Suite.running();
  private final TestPlugin plugin = new TestPlugin("traced", "1.0.0");
  private final String trace = UUID.randomUUID().toString().replace("-", "");
  private final String traceparent = "00-%s-00f067aa0ba902b7-01".formatted(trace);

  @Test
  void one_trace_leads_from_the_submission_to_the_sites() throws Exception {
    var packageId = approved();
    install(packageId, "site-1");
    deploy(packageId, "site-2");

    awaitSpans(
        "registry-service: POST " + TestPlugin.PACKAGES,
        "validation-service: process registry.packages",
        "validation-service: validate",
        "registry-service: GET " + TestPlugin.PACKAGES + "/{id}/content",
        "registry-service: process validation.reports",
        "registry-service: PUT " + TestPlugin.PACKAGES + "/{id}/approve",
        "registry-service: process installation.installations",
        "installation-service: process registry.packages",
        "installation-service: POST /admin/plugins/install",
        "installation-service: POST /sites/{siteId}/reports",
        "installation-service: process deployment.commands",
        "installation-service: execute command",
        "deployment-service: POST /admin/plugin-registry/deploy",
        "deployment-service: ask sites",
        "deployment-service: process installation.outcomes",
        "health-service: process installation.installations");
    assertThat(topics())
        .contains(
            Topic.PACKAGES.topicName(),
            Topic.REPORTS.topicName(),
            Topic.INSTALLATIONS.topicName(),
            Topic.COMMANDS.topicName(),
            Topic.OUTCOMES.topicName(),
            Topic.DEPLOYMENTS.topicName(),
            Topic.desiredStateOf("site-1"),
            Topic.desiredStateOf("site-2"));
    assertThat(suite.log("site-1-agent")).contains("trace " + trace);
    assertThat(suite.log("validation-service")).doesNotContain("Failed to export");
  }

  private Api as(User user) {
    return suite.as(user).patiently().with("traceparent", traceparent);
  }

  private String approved() throws IOException, InterruptedException {
    var body = plugin.submission(suite, plugin.bytes());
    var id = as(User.DEVELOPER).post(TestPlugin.PACKAGES, body).expect(201).text("id");
    var centralIt = as(User.CENTRAL_IT);
    var etag = centralIt.get(TestPlugin.PACKAGES + "/" + id).expect(200).etag();
    centralIt.put(TestPlugin.PACKAGES + "/" + id + "/approve", Api.json(), etag).expect(200);
    return id;
  }

  private void install(String packageId, String siteId) throws IOException, InterruptedException {
    var body = Api.json().put("packageId", packageId).put("siteId", siteId);
    as(User.CENTRAL_IT).post("/admin/plugins/install", body).expect(201);
  }

  private void deploy(String packageId, String siteId) throws IOException, InterruptedException {
    var body = Api.json().put("packageId", packageId).put("deploymentType", "INSTALL");
    body.putArray("siteIds").add(siteId);
    var id =
        as(User.CENTRAL_IT).post("/admin/plugin-registry/deploy", body).expect(201, 202).text("id");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> deployment(id).path("status").asText().equals("COMPLETED"));
  }

  private JsonNode deployment(String id) throws IOException, InterruptedException {
    return suite
        .as(User.CENTRAL_IT)
        .get("/admin/plugin-registry/deployments/" + id)
        .expect(200)
        .data();
  }

  /** They are sent in batches, a moment later. */
  private void awaitSpans(String... wanted) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(suite.spans().of(trace)).contains(wanted));
  }

  /** Those with a record in the trace. */
  private Set<String> topics() {
    var topics = new TreeSet<String>();
    var properties = new HashMap<String, Object>(Map.of("isolation.level", "read_committed"));
    suite.kafka().forEach((name, it) -> properties.put(name.toString(), it));
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      var partitions =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .filter(it -> !it.topic().startsWith("__"))
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (isInTrace(record)) {
            topics.add(record.topic());
          }
        }
      }
    }
    return topics;
  }

  private boolean isInTrace(ConsumerRecord<String, String> record) {
    var header = record.headers().lastHeader("traceparent");
    return header != null && new String(header.value(), UTF_8).startsWith("00-" + trace);
  }
}
