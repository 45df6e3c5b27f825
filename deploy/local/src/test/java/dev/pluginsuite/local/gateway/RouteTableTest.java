package dev.pluginsuite.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
  private static final String HEAD =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: test }
      spec:
        parentRefs: [ { name: test } ]
        rules:
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "/a, prefix",
    "/a/, prefix",
    "/a/b/c, longer-prefix",
    "/a/x, exact",
    "/a/x/, prefix",
    "/a/n1/h, expression",
    "/a/n1/h/i, longer-expression",
    "/a/longer/h, exact-again",
  })
  void exact_beats_expression_beats_prefix_and_longer_beats_shorter(String path, String backend)
      throws IOException {
    var table =
        table(
            rule("PathPrefix", "/a", "prefix")
                + rule("PathPrefix", "/a/b", "longer-prefix")
                + rule("RegularExpression", "/a/[^/]+/h.*", "expression")
                + rule("RegularExpression", "/a/[^/]+/h/[^/]+", "longer-expression")
                + rule("Exact", "/a/longer/h", "exact-again")
                + rule("Exact", "/a/x", "exact"));

    var found = table.find(path);

    assertThat(found).map(Route::backend).contains(backend);
  }

  @ParameterizedTest
  @CsvSource({"/ab", "/", "/b/a", "/A"})
  void a_prefix_is_made_of_whole_segments(String path) throws IOException {
    var table = table(rule("PathPrefix", "/a/", "prefix"));

    assertThat(table.find(path)).isEmpty();
  }

  @Test
  void an_expression_matches_the_whole_path_or_nothing() throws IOException {
    var table = table(rule("RegularExpression", "/a|/b", "expression"));

    assertThat(table.find("/a")).isPresent();
    assertThat(table.find("/a/b")).isEmpty();
    assertThat(table.find("/x/b")).isEmpty();
  }

  @Test
  void of_two_equal_matches_the_first_in_the_file_wins() throws IOException {
    var table = table(rule("Exact", "/a", "first") + rule("Exact", "/a", "second"));

    assertThat(table.find("/a")).map(Route::backend).contains("first");
  }

  @Test
  void a_field_that_the_gateway_does_not_know_is_refused() {
    var filtered = rule("Exact", "/a", "one") + "    filters: []\n";

    assertThatThrownBy(() -> table(filtered)).hasMessageContaining("filters");
  }

  @Test
  void a_field_that_is_missing_is_refused() {
    var timeless = rule("Exact", "/a", "one").replaceFirst("timeouts.*\n", "\n");

    assertThatThrownBy(() -> table(timeless)).hasMessageContaining("timeouts");
  }

  @Test
  void an_expression_outside_of_re2_is_refused() {
    var lookahead = rule("RegularExpression", "/a(?=b)", "one");

    assertThatThrownBy(() -> table(lookahead)).hasMessageContaining("(?=");
  }

  @ParameterizedTest
  @CsvSource({"0s, PT0S", "35s, PT35S", "1h30m, PT1H30M", "1s500ms, PT1.5S"})
  void time_outs_read_as_the_gateway_api_writes_them(String text, Duration duration) {
    assertThat(GatewayDuration.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({"35", "1.5s", "1d", "-1s", "PT1S"})
  void no_other_time_out_is_read(String text) {
    assertThatThrownBy(() -> GatewayDuration.parse(text)).hasMessageContaining(text);
  }

  private RouteTable table(String rules) throws IOException {
    var file = folder.resolve("routes.yaml");
    Files.writeString(file, HEAD + rules.indent(2));
    return RouteTable.read(file.toString());
  }

  private static String rule(String type, String value, String backend) {
    return """
        - matches: [ { path: { type: %s, value: "%s" } } ]
          timeouts: { request: 1s }
          backendRefs: [ { name: %s, port: 8080 } ]
        """
        .formatted(type, value, backend)
        .indent(2);
  }
}
