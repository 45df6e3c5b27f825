package dev.pluginsuite.agent.desired;

import static dev.pluginsuite.agent.reconcile.Documents.active;
import static dev.pluginsuite.agent.reconcile.Documents.generation;
import static dev.pluginsuite.agent.reconcile.Documents.installed;
import static dev.pluginsuite.agent.reconcile.Documents.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pluginsuite.agent.packages.Registry;
import dev.pluginsuite.agent.reconcile.Operation;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.api.attestation.ApprovalStatement;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.attestation.KeySet;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.health.HealthSample;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.EnrolmentGrant;
import dev.pluginsuite.api.installation.SiteReport;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code asyncapi.yaml} says what is really sent, field by field. */
class AsyncApiTest {
  private static final UUID ID = UUID.fromString("01939f5e-1c00-7000-8000-000000000001");
  private static final JsonNode DOCUMENT = document();

  private static JsonNode document() {
    try {
      return new YAMLMapper().readTree(Path.of("asyncapi.yaml").toFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of("DesiredStateEvent", StateEvent.class),
        Arguments.of("DesiredState", DesiredState.class),
        Arguments.of("Plugin", DesiredState.Plugin.class),
        Arguments.of("PackageRef", DesiredState.PackageRef.class),
        Arguments.of("SecretRef", DesiredState.SecretRef.class),
        Arguments.of("EnrolmentGrant", EnrolmentGrant.class),
        Arguments.of("SiteReport", SiteReport.class),
        Arguments.of("ReportedPlugin", SiteReport.Plugin.class),
        Arguments.of("Failure", SiteReport.Failure.class),
        Arguments.of("Found", SiteReport.Found.class),
        Arguments.of("HealthSample", HealthSample.class),
        Arguments.of("Envelope", Envelope.class),
        Arguments.of("Signature", Envelope.SignatureEntry.class),
        Arguments.of("KeySet", KeySet.class),
        Arguments.of("Key", KeySet.Key.class),
        Arguments.of("ApprovalStatement", ApprovalStatement.class),
        Arguments.of("Subject", ApprovalStatement.Subject.class),
        Arguments.of("Predicate", ApprovalStatement.Predicate.class));
  }

  @ParameterizedTest
  @MethodSource("records")
  void it_has_the_fields_that_the_record_has_and_requires_those_that_are_always_there(
      String name, Class<?> type) {
    var components = Arrays.asList(type.getRecordComponents());
    var schema = DOCUMENT.at("/components/schemas/" + name);

    assertThat(schema.path("properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            components.stream().map(AsyncApiTest::jsonName).toList());
    assertThat(texts(schema.path("required")))
        .containsExactlyInAnyOrderElementsOf(
            components.stream()
                .filter(it -> !it.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(AsyncApiTest::jsonName)
                .toList());
    for (var each : components) {
      if (each.getType().isEnum()) {
        assertThat(texts(schema.at("/properties/" + jsonName(each) + "/enum")))
            .containsExactlyInAnyOrderElementsOf(constants(each.getType()));
      }
    }
  }

  private static String jsonName(RecordComponent it) {
    var named = it.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? it.getName() : named.value();
  }

  /** Less the one that stands for those of newer releases. */
  private static List<String> constants(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(it -> it.isEnumConstant() && !it.isAnnotationPresent(JsonEnumDefaultValue.class))
        .map(it -> it.getName())
        .toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  static Stream<Arguments> messages() {
    var app = with(with(active("app", "1.0.0", "lib"), 3, List.of("password")), Map.of("line", 7));
    return Stream.of(
        Arguments.of("DesiredStateEvent", event(generation(3, app, installed("lib", "1.0.0")))),
        Arguments.of("DesiredStateEvent", event(generation(4))),
        Arguments.of("SiteReport", report(null, null)),
        Arguments.of("SiteReport", report(failure(), List.of(found(null), found("a".repeat(64))))),
        Arguments.of("EnrolmentGrant", grant()),
        Arguments.of("HealthSamples", Map.of("samples", List.of(sample(1L), sample(null)))),
        Arguments.of("Envelope", Envelope.sign("x", new byte[3], "k", Registry.anyKey())),
        Arguments.of("KeySet", keys()),
        Arguments.of("ApprovalStatement", Registry.statement(app)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void it_takes_what_is_really_written(String name, Object message) {
    assertThat(errors(name, Json.MAPPER.<JsonNode>valueToTree(message))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void it_misses_what_is_left_out(String name, Object message) {
    var required = texts(DOCUMENT.at("/components/schemas/" + name + "/required"));
    for (var field : required) {
      var lacking = Json.MAPPER.<ObjectNode>valueToTree(message);
      lacking.remove(field);

      assertThat(errors(name, lacking)).as(field).isNotEmpty();
    }
  }

  @Test
  void it_refuses_what_is_wrong_deep_inside() {
    var message = Json.MAPPER.<ObjectNode>valueToTree(event(generation(3, active("app", "1.0.0"))));
    var ref = (ObjectNode) message.at("/state/plugins/0/packageRef");
    for (var wrong :
        Map.of("checksum", "ABC", "packageId", "7", "contentUrl", "https://x/").entrySet()) {
      var before = ref.get(wrong.getKey());
      ref.put(wrong.getKey(), wrong.getValue());

      assertThat(errors("DesiredStateEvent", message)).as(wrong.getKey()).hasSize(1);
      ref.set(wrong.getKey(), before);
    }
    assertThat(errors("DesiredStateEvent", message)).isEmpty();
  }

  @Test
  void its_example_is_a_document_that_the_agent_reads() throws IOException {
    var example = DOCUMENT.at("/components/messages/desiredState/examples/0");
    var document = new DocumentReader("site-1").read(Json.write(example.path("payload")));

    assertThat(errors("DesiredStateEvent", example.path("payload"))).isEmpty();
    assertThat(errors("CloudEventHeaders", example.path("headers"))).isEmpty();
    assertThat(new String(Json.write(document), UTF_8))
        .isEqualTo(example.at("/payload/state").toString());
  }

  @Test
  void the_topic_and_the_operations_are_the_real_ones() {
    assertThat(DOCUMENT.at("/channels/desiredState/address").asText())
        .isEqualTo(Topic.desiredStateOf("{siteId}"));
    assertThat(texts(DOCUMENT.at("/components/schemas/Failure/properties/operation/enum")))
        .containsExactly(
            Arrays.stream(Operation.values()).map(Operation::toString).toArray(String[]::new));
  }

  @Test
  void its_references_lead_somewhere() {
    var references = DOCUMENT.findValuesAsText("$ref");

    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            it -> assertThat(DOCUMENT.at(it.substring(1)).isMissingNode()).as(it).isFalse());
  }

  private static List<String> errors(String name, JsonNode message) {
    var schema = Json.MAPPER.createObjectNode();
    schema.put("$ref", "#/components/schemas/" + name).set("components", components());
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(schema)
        .validate(
            message, context -> context.executionConfig(it -> it.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static JsonNode components() {
    return DOCUMENT.path("components").deepCopy();
  }

  private static StateEvent<DesiredState> event(DesiredState state) {
    var at = Instant.parse("2026-11-28T10:00:00.123456Z");
    return new StateEvent<>(ID, "site.desired-state", state.siteGeneration(), at, state);
  }

  private static SiteReport report(
      SiteReport.@Nullable Failure failure, @Nullable List<SiteReport.Found> found) {
    var plugin = new SiteReport.Plugin(ID, 3, ID, "app", "1.0.0", DesiredState.Action.ACTIVE);
    return new SiteReport(3, Instant.EPOCH, "1", List.of(plugin), failure, found);
  }

  private static SiteReport.Failure failure() {
    return new SiteReport.Failure(ID, ID, Operation.VERIFY.toString(), "The bytes differ");
  }

  private static SiteReport.Found found(@Nullable String checksum) {
    return new SiteReport.Found("app", null, checksum, "app.mpk");
  }

  private static EnrolmentGrant grant() {
    return new EnrolmentGrant(
        "site-1", "https://g/api/v1", Map.of("a", "b"), "t", "https://t/", "id", "secret", "key");
  }

  private static HealthSample sample(@Nullable Long count) {
    return new HealthSample(ID, count, count, null, 12.5, 3.0, count, Instant.EPOCH);
  }

  private static KeySet keys() {
    return new KeySet(1, Instant.EPOCH, List.of(new KeySet.Key("id", "key", KeySet.Use.APPROVAL)));
  }
}
