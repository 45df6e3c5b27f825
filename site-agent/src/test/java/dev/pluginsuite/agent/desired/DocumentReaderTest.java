package dev.pluginsuite.agent.desired;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.agent.reconcile.Documents;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.DesiredState.Action;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
  private static final String PLUGIN =
      """
      {"installationId":"0190b2f0-0000-7000-8000-000000000001",
       "planId":"0190b2f0-0000-7000-8000-000000000002","pluginId":"app","action":"ACTIVE",
       "packageRef":{"packageId":"0190b2f0-0000-7000-8000-000000000003","version":"1.0.0",
       "checksum":"ab","size":1,"contentUrl":"/a","attestationUrl":"/b"}}""";

  private final DocumentReader reader = new DocumentReader("site-1");

  private DesiredState read(String plugin) throws IOException {
    return reader.read(
        "{\"type\":\"new\",\"state\":{\"siteId\":\"site-1\",\"siteGeneration\":3,\"plugins\":[%s]}}"
            .formatted(plugin)
            .getBytes(UTF_8));
  }

  @Test
  void an_event_as_the_group_writes_it_is_read() throws IOException {
    var document = Documents.generation(7, Documents.active("app", "1.0.0", "lib"));
    var event = new StateEvent<>(UUID.randomUUID(), "a.type", 7, Instant.EPOCH, document);

    assertThat(reader.read(Json.write(event))).isEqualTo(document);
  }

  @Test
  void lists_that_are_not_there_are_empty() throws IOException {
    var plugin = read(PLUGIN).plugins().get(0);

    assertThat(plugin.requires()).isEmpty();
    assertThat(plugin.secretRefs()).isEmpty();
    assertThat(plugin.configuration()).isEqualTo(Map.of());
  }

  @Test
  void an_action_of_a_newer_release_is_unknown() throws IOException {
    for (var action : List.of("\"SUSPENDED\"", "null")) {
      var plugin = read(PLUGIN.replace("\"ACTIVE\"", action)).plugins().get(0);

      assertThat(plugin.action()).isEqualTo(Action.UNKNOWN);
    }
  }

  @Test
  void fields_of_a_newer_release_are_ignored() throws IOException {
    assertThat(read(PLUGIN.replace("{", "{\"shiny\":{},")).plugins()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"installationId", "planId", "pluginId", "checksum", "contentUrl"})
  void what_lacks_something_is_not_read(String field) {
    assertThatThrownBy(() -> read(PLUGIN.replace('"' + field + '"', "\"x\"")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(field);
  }

  @Test
  void the_document_of_another_site_is_not_read() {
    var event = "{\"state\":{\"siteId\":\"site-2\",\"siteGeneration\":3,\"plugins\":[]}}";

    assertThatThrownBy(() -> reader.read(event.getBytes(UTF_8))).hasMessageContaining("site-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"state\":null}", "{\"state\":{}}"})
  void what_is_no_document_is_not_read(String value) {
    assertThatThrownBy(() -> reader.read(value.getBytes(UTF_8))).isInstanceOf(IOException.class);
  }
}
