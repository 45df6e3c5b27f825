package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.BASE;
import static dev.pluginsuite.registry.packages.Submitting.as;
import static dev.pluginsuite.registry.packages.Submitting.manifest;
import static dev.pluginsuite.registry.packages.Submitting.submit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.RegistryTestResource;
import dev.pluginsuite.registry.TestSite;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that lie on a web server, which is a real one with TLS. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class UrlSubmissionFlowTest {
  private static final String REGISTRY = "enterprise";

  private volatile String content = "what was released";
  private final TestSite site = new TestSite(Path.of(config("suite.test.key-store")));
  private final String url = "https://localhost:" + site.port();

  @BeforeEach
  void start() {
    Submitting.registry(REGISTRY);
    site.on("/", it -> TestSite.answer(it, 200, content.getBytes(UTF_8)));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void a_package_is_fetched_from_where_it_lies() throws IOException {
    var before = files();

    var answer = submit(Tokens.developer(), body("url-one", url + "/a.mpk?signature=secret"));

    answer
        .then()
        .statusCode(202)
        .body("data.packageUrl", equalTo(url + "/a.mpk"))
        .body("data.size", equalTo(17));
    assertThat(bytes(answer.path("data.id"))).isEqualTo("what was released");
    assertThat(site.calls()).containsExactly("GET /a.mpk?signature=secret");
    assertThat(files()).as("the package alone stays").hasSize(before.size() + 1);
  }

  @Test
  void what_lies_there_later_changes_nothing() {
    content = "first";
    var body = body("url-two", url + "/a.mpk");
    String id = submit(Tokens.developer(), body).path("data.id");
    content = "second";

    submit(Tokens.developer(), body).then().statusCode(202).body("data.id", equalTo(id));

    assertThat(bytes(id)).isEqualTo("first");
    assertThat(site.calls()).hasSize(1);
  }

  @Test
  void other_bytes_than_the_checksum_names_leave_no_package_and_no_bytes() throws IOException {
    var before = files();
    var body = body("url-three", url + "/a.mpk");
    content = "not what was released";

    submit(Tokens.developer(), body)
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/checksum-mismatch"));

    assertThat(files()).containsExactlyInAnyOrderElementsOf(before);
    as(Tokens.centralIt())
        .get(BASE + "/packages?pluginId=url-three")
        .then()
        .body("data", hasSize(0));
  }

  @Test
  void with_a_key_the_answer_is_repeated_and_nothing_fetched_again() {
    var body = body("url-four", url + "/a.mpk");
    String id = submit(Tokens.developer(), body, "Idempotency-Key", "url-four").path("data.id");
    site.close();

    submit(Tokens.developer(), body, "Idempotency-Key", "url-four")
        .then()
        .statusCode(202)
        .body("data.id", equalTo(id));

    var other = new HashMap<>(body);
    other.put("version", "2.0.0");
    submit(Tokens.developer(), other, "Idempotency-Key", "url-four")
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/idempotency-key-reused"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/a.mpk",
        "https://10.0.0.1/a.mpk",
        "https://files.example.com/a.mpk",
        "https://localhost@files.example.com/a.mpk",
        "https://user:secret@localhost/a.mpk",
        "http://localhost/a.mpk",
        "ftp://localhost/a.mpk",
        "file:///etc/passwd",
        "https://local host/"
      })
  void where_nothing_is_to_be_fetched_nothing_is_asked(String elsewhere) {
    submit(Tokens.developer(), body("url-five", elsewhere))
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/package-url-not-allowed"));
  }

  @Test
  void a_redirect_out_of_what_is_allowed_is_not_followed() throws IOException {
    var before = files();
    site.redirects("/moved", "https://10.0.0.1/a.mpk")
        .redirects("/named", "https://127.0.0.1:" + site.port() + "/a.mpk");

    for (var path : List.of("/moved", "/named")) {
      submit(Tokens.developer(), body("url-six", url + path))
          .then()
          .statusCode(422)
          .body("type", equalTo("/problems/package-url-not-allowed"));
    }

    assertThat(site.calls()).containsExactly("GET /moved", "GET /named");
    assertThat(files()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void what_is_not_there_is_said_to_be_so() throws IOException {
    var before = files();
    site.on("/gone", it -> TestSite.answer(it, 404, new byte[] {1}))
        .on(
            "/half",
            it -> {
              it.sendResponseHeaders(200, 1000);
              it.getResponseBody().write(1);
            });

    for (var path : List.of("/gone", "/half")) {
      submit(Tokens.developer(), body("url-seven", url + path))
          .then()
          .statusCode(422)
          .body("type", equalTo("/problems/package-not-fetched"));
    }

    assertThat(files()).containsExactlyInAnyOrderElementsOf(before);
  }

  private static String bytes(String id) {
    return as(Tokens.developer()).get(BASE + "/packages/" + id + "/content").asString();
  }

  private Map<String, Object> body(String pluginId, String packageUrl) {
    return Map.of(
        "registryId",
        REGISTRY,
        "pluginId",
        pluginId,
        "version",
        "1.0.0",
        "manifest",
        manifest(pluginId, "1.0.0"),
        "packageUrl",
        packageUrl,
        "checksum",
        Checksums.of(content));
  }

  private static List<Path> files() throws IOException {
    try (var all = Files.walk(Path.of(config("suite.storage.root")))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static String config(String key) {
    return ConfigProvider.getConfig().getValue(key, String.class);
  }
}
