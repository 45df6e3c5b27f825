package dev.pluginsuite.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SpecificationVersion;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the suite really says is what the committed contracts say. */
class TrafficTest {
  private static final List<Topic> ALWAYS_SAID =
      List.of(
          Topic.REGISTRIES,
          Topic.PACKAGES,
          Topic.REPORTS,
          Topic.SITES,
          Topic.INSTALLATIONS,
          Topic.COMMANDS,
          Topic.OUTCOMES,
          Topic.DEPLOYMENTS,
          Topic.HEALTH_STATUS);

  private final Suite suite = Suite.running();
  private final StrictSchemas events =
      new StrictSchemas("asyncapi.yaml", SpecificationVersion.DRAFT_7);

  @Test
  @Tag("REST-32")
  void every_record_on_every_topic_is_what_the_contract_says() throws IOException {
    var said = new TreeMap<String, Integer>();
    try (var consumer = consumer()) {
      for (var record : everything(consumer)) {
        assertThat(faults(record)).as(record.topic() + " " + record.value()).isEmpty();
        said.merge(record.topic(), 1, Integer::sum);
      }
    }

    assertThat(said.keySet())
        .containsAll(ALWAYS_SAID.stream().map(Topic::topicName).toList())
        .contains(Topic.desiredStateOf("site-1"));
  }

  /** Also what the tests before were answered. */
  @Test
  @Tag("REST-32")
  @Tag("REST-30")
  void every_answer_is_what_the_contract_says() throws Exception {
    aPluginComesAndGoes();
    var reader = suite.as(User.CENTRAL_IT);
    var lists =
        List.of(
            "/admin/plugin-registry/registries",
            "/admin/plugin-registry/packages",
            "/admin/plugin-registry/submissions",
            "/admin/plugin-registry/sites",
            "/admin/plugin-registry/deployments",
            "/admin/plugins/installed");

    for (var list : lists) {
      var id = reader.get(list + "?limit=200").expect(200).data().path(0).path("id").asText();
      var one = list.endsWith("/installed") ? "/admin/plugins/" + id : list + "/" + id;
      assertThat(reader.get(one).expect(200).data().isObject()).isTrue();
    }
    for (var other : others(reader)) {
      reader.get(other).expect(200);
    }

    assertThat(RestContract.COMMITTED.faults()).isEmpty();
    assertThat(RestContract.COMMITTED.seen())
        .contains(
            "GET /api/v1/admin/plugin-registry/catalog/{pluginId}",
            "POST /api/v1/admin/plugin-registry/packages",
            "PUT /api/v1/admin/plugin-registry/packages/{id}/approve",
            "POST /api/v1/admin/plugins/{id}/activate");
  }

  private void aPluginComesAndGoes() throws Exception {
    var admin = suite.as(User.SITE_1_ADMIN);
    var packageId = new TestPlugin("held-against", "1.0.0").approved(suite);
    var installed =
        admin
            .post("/admin/plugins/install", Api.json().put("packageId", packageId))
            .expect(201, 202);
    var path = "/admin/plugins/" + installed.text("id");
    admin.post(path + "/activate", Api.json()).expect(200, 202);
    admin.post(path + "/deactivate", Api.json()).expect(200, 202);
    admin.delete(path).expect(200, 202);
  }

  private static List<String> others(Api reader) throws IOException, InterruptedException {
    var installed = first(reader, "/admin/plugins/installed", "id");
    var deployment = first(reader, "/admin/plugin-registry/deployments", "id");
    return List.of(
        "/admin/plugin-registry/keys",
        "/admin/plugin-registry/rules",
        "/admin/plugin-registry/catalog",
        "/admin/plugin-registry/catalog/"
            + first(reader, "/admin/plugin-registry/catalog", "pluginId"),
        "/admin/plugin-registry/validations/"
            + first(reader, "/admin/plugin-registry/packages", "id"),
        "/admin/plugin-registry/review-queue",
        "/admin/plugin-registry/licenses",
        "/admin/plugin-registry/sites/site-1/drift",
        "/admin/plugin-registry/sites/site-1/lock",
        "/admin/plugin-registry/deployments/" + deployment + "/targets",
        "/admin/plugin-registry/deployments/" + deployment + "/history",
        "/admin/plugin-registry/health",
        "/admin/plugin-registry/health/installations",
        "/admin/plugin-registry/health/alerts",
        "/admin/plugins/updates",
        "/admin/plugins/" + installed + "/history",
        "/admin/plugins/" + installed + "/health",
        "/admin/plugins/" + installed + "/health/history",
        "/admin/registry/audit",
        "/admin/installation/audit");
  }

  private static String first(Api reader, String list, String field)
      throws IOException, InterruptedException {
    return reader.get(list).expect(200).data().path(0).path(field).asText();
  }

  private List<String> faults(ConsumerRecord<String, String> record) throws IOException {
    var message = message(record.topic());
    var faults = new ArrayList<>(events.faults(message.path("payload"), Api.parse(record.value())));
    faults.addAll(events.faults(message.path("headers"), headers(record)));
    if (!record.key().equals(header(record, "ce_subject"))) {
      faults.add("The subject is not the key " + record.key());
    }
    return faults;
  }

  /** The one message of the topic's channel. */
  private JsonNode message(String topic) {
    for (var channel : events.document().path("channels")) {
      var address =
          channel.path("address").asText().replace(".", "\\.").replace("{siteId}", "[^.]+");
      if (topic.matches(address)) {
        var reference = channel.path("messages").iterator().next().path("$ref").asText();
        return events.document().at(reference.substring(1));
      }
    }
    throw new AssertionError("No channel for " + topic);
  }

  private static JsonNode headers(ConsumerRecord<String, String> record) {
    var headers = Api.json();
    record.headers().forEach(it -> headers.put(it.key(), new String(it.value(), UTF_8)));
    return headers;
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private KafkaConsumer<String, String> consumer() {
    var properties = new HashMap<String, Object>(Map.of("isolation.level", "read_committed"));
    suite.kafka().forEach((name, it) -> properties.put(name.toString(), it));
    return new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
  }

  private static List<ConsumerRecord<String, String>> everything(
      KafkaConsumer<String, String> consumer) {
    var partitions =
        consumer.listTopics().entrySet().stream()
            .filter(it -> isOfTheContract(it.getKey()))
            .flatMap(it -> it.getValue().stream())
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    var records = new ArrayList<ConsumerRecord<String, String>>();
    while (ends.entrySet().stream()
        .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
      consumer.poll(Duration.ofMillis(200)).forEach(records::add);
    }
    // Without a value it says that its subject is gone.
    records.removeIf(it -> it.value() == null);
    return records;
  }

  private static boolean isOfTheContract(String topic) {
    return topic.endsWith(".desired-state")
        || List.of(Topic.values()).stream().anyMatch(it -> it.topicName().equals(topic));
  }
}
