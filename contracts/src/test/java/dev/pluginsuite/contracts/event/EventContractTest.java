package dev.pluginsuite.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.contracts.compatibility.EventChange;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of the events says what the code says, and notices what would break somebody. */
@Tag("REST-32")
class EventContractTest {
  private static final ObjectNode CONTRACT =
      EventContract.of(Path.of("../common-api/src/main/java"));
  private static final String SITE = "/components/schemas/SiteState";

  @Test
  void every_topic_has_its_channel_and_its_operations() {
    var addresses = CONTRACT.path("channels").findValuesAsText("address");

    assertThat(addresses)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Arrays.stream(Topic.values()).map(Topic::topicName),
                    Stream.of("site.{siteId}.desired-state"))
                .toList());
    assertThat(CONTRACT.at("/operations/registrySaysRegistryPackages/action").asText())
        .isEqualTo("send");
    assertThat(CONTRACT.at("/operations/deploymentHearsRegistryPackages/action").asText())
        .isEqualTo("receive");
  }

  @Test
  void a_component_that_may_be_null_is_not_required() {
    var site = CONTRACT.at(SITE);

    assertThat(texts(site.path("required"))).contains("siteId").doesNotContain("enterpriseId");
    assertThat(texts(site.at("/properties/enterpriseId/type"))).containsExactly("string", "null");
    assertThat(site.at("/properties/maintenanceWindows/description").asText())
        .isEqualTo("outside of which it is not to be changed; null or none stands for always");
  }

  @Test
  void what_stands_for_the_unknown_is_never_said() {
    assertThat(texts(CONTRACT.at("/components/schemas/SiteStatus/enum")))
        .containsExactly("PROVISIONING", "ACTIVE", "OFFBOARDING", "OFFBOARDED");
    assertThat(texts(CONTRACT.at("/components/schemas/HealthStatus/enum"))).contains("UNKNOWN");
  }

  @Test
  void its_references_lead_somewhere() {
    assertThat(CONTRACT.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            it -> assertThat(CONTRACT.at(it.substring(1)).isMissingNode()).as(it).isFalse());
  }

  static Stream<Arguments> breaking() {
    return Stream.of(
        change("a topic", "is gone", it -> at(it, "/channels").remove("installationSites")),
        change(
            "partitions",
            "was 12 and is 6",
            it -> at(it, "/channels/installationSites/bindings/kafka").put("partitions", 6)),
        change("a field", "state.name: is gone", it -> at(it, SITE + "/properties").remove("name")),
        change(
            "another type",
            "state.development: was [boolean]",
            it -> at(it, SITE + "/properties/development").put("type", "string")),
        change(
            "a field that is needed now",
            "now requires [enterpriseId]",
            it -> ((ArrayNode) it.at(SITE + "/required")).add("enterpriseId")),
        change(
            "a field that may be absent now",
            "may now lack [siteId]",
            it -> ((ArrayNode) it.at(SITE + "/required")).remove(0)),
        change(
            "a value",
            "does not know [PROVISIONING]",
            it -> ((ArrayNode) it.at("/components/schemas/SiteStatus/enum")).remove(0)),
        change(
            "a header",
            "headers.ce_id: is gone",
            it -> at(it, "/components/schemas/CloudEventHeaders/properties").remove("ce_id")));
  }

  @ParameterizedTest
  @MethodSource("breaking")
  void what_a_consumer_cannot_bear_is_told(String line, Consumer<ObjectNode> change) {
    var after = CONTRACT.deepCopy();
    change.accept(after);

    assertThat(EventChange.breaks(CONTRACT, after)).anyMatch(it -> it.contains(line));
  }

  @Test
  void another_field_value_or_topic_passes() {
    var after = CONTRACT.deepCopy();
    at(after, SITE + "/properties").putObject("fresh").put("type", "string");
    ((ArrayNode) after.at("/components/schemas/SiteStatus/enum")).add("FLOATING");
    at(after, "/channels").putObject("fresh");

    assertThat(EventChange.breaks(CONTRACT, after)).isEmpty();
  }

  private static Arguments change(String name, String line, Consumer<ObjectNode> change) {
    return Arguments.of(line, Named.of(name, change));
  }

  private static ObjectNode at(JsonNode contract, String pointer) {
    return (ObjectNode) contract.at(pointer);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
