package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.local.api.Answer;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is wrong gets its clear answer, and leaves nothing behind. */
class RefusalsTest {
  private final Suite suite = Suite.running();

  @Test
  @Tag("SEED-3")
  void a_wrong_checksum_leaves_no_package_and_no_bytes() throws Exception {
    var plugin = new TestPlugin("wrong-checksum", "1.0.0");
    var body = plugin.submission(suite, plugin.bytes()).put("checksum", "0".repeat(64));

    var answer = suite.as(User.DEVELOPER).post(TestPlugin.PACKAGES, body);

    assertProblem(answer, 422, "checksum-mismatch");
    assertThat(packages("wrong-checksum")).isEmpty();
    assertThat(isStored(TestPlugin.sha256(plugin.bytes()))).isFalse();
  }

  @Test
  @Tag("SEED-2")
  void five_faults_in_a_manifest_are_five_findings_at_once() throws Exception {
    var plugin = new TestPlugin("five-faults", "1.0.0");
    var body = plugin.submission(suite, plugin.bytes());
    var manifest = plugin.manifest();
    manifest
        .put("name", "")
        .put("apiVersion", "one")
        .put("mesVersion", "often")
        .put("main", "../main.js");
    manifest.putObject("dependencies").put("supplier-db", "newest");
    body.set("manifest", manifest);

    var answer = suite.as(User.DEVELOPER).patiently().post(TestPlugin.PACKAGES, body);

    assertProblem(answer, 422, "validation-failed");
    assertThat(pointers(answer.body().path("errors")))
        .contains("/name", "/apiVersion", "/mesVersion", "/main", "/dependencies/supplier-db");
    assertThat(packages("five-faults"))
        .singleElement()
        .matches(it -> it.path("status").asText().equals("REJECTED"));
  }

  @Test
  void an_archive_that_climbs_out_is_refused() throws Exception {
    var plugin = new TestPlugin("evil-archive", "1.0.0");
    var bytes = plugin.archive().file("../evil", "x").build();

    var answer =
        suite
            .as(User.DEVELOPER)
            .patiently()
            .post(TestPlugin.PACKAGES, plugin.submission(suite, bytes));

    assertProblem(answer, 422, "validation-failed");
    assertThat(answer.body().path("securityFindings").toString())
        .contains("CWE-22")
        .contains("../evil");
  }

  @Test
  void a_version_is_submitted_once_and_the_same_again_is_the_same_answer() throws Exception {
    var plugin = new TestPlugin("only-once", "1.0.0");
    var id = plugin.pending(suite);
    var otherBytes = plugin.archive().file("src/more.js", "exports.more = 1;").build();

    var again = plugin.submit(suite);
    var others =
        suite.as(User.DEVELOPER).post(TestPlugin.PACKAGES, plugin.submission(suite, otherBytes));

    assertThat(again.expect(200).text("id")).isEqualTo(id);
    assertProblem(others, 409, "duplicate-version");
    assertThat(packages("only-once")).hasSize(1);
  }

  @Test
  @Tag("REST-13")
  @Tag("REST-46")
  void an_unknown_site_is_named_and_another_admins_site_stays_unknown() throws Exception {
    var id = new TestPlugin("site-scope", "1.0.0").approved(suite);
    var install = Api.json().put("packageId", id);

    var unknown =
        suite.as(User.CENTRAL_IT).post("/admin/plugins/install", install.put("siteId", "site-99"));
    var anothers =
        suite.as(User.SITE_2_ADMIN).post("/admin/plugins/install", install.put("siteId", "site-1"));

    assertThat(unknown.status()).isIn(404, 422);
    assertThat(unknown.problem()).contains("site-99");
    assertThat(anothers.status()).isEqualTo(404);
    var installed =
        suite.as(User.CENTRAL_IT).get("/admin/plugins/installed?pluginId=site-scope").expect(200);
    assertThat(installed.data()).isEmpty();
  }

  @Test
  void fifty_callers_with_one_key_have_one_effect() throws Exception {
    var plugin = new TestPlugin("fifty-callers", "1.0.0");
    var body = plugin.submission(suite, plugin.bytes());
    var token = suite.tokens().of(User.DEVELOPER);
    Callable<String> call = () -> submitWithKey(body, token);
    var pool = Executors.newFixedThreadPool(50);

    var ids = new HashSet<String>();
    try {
      for (var answer : pool.invokeAll(IntStream.range(0, 50).mapToObj(it -> call).toList())) {
        ids.add(answer.get());
      }
    } finally {
      pool.shutdown();
    }

    assertThat(ids).hasSize(1).doesNotContain("");
    assertThat(packages("fifty-callers")).hasSize(1);
  }

  private String submitWithKey(JsonNode body, String token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(suite.gateway().resolve("/api/v1" + TestPlugin.PACKAGES))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "system-test-once")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return Api.parse(answer.body()).path("data").path("id").asText();
  }

  private List<JsonNode> packages(String pluginId) throws IOException, InterruptedException {
    var answer =
        suite.as(User.CENTRAL_IT).get(TestPlugin.PACKAGES + "?pluginId=" + pluginId).expect(200);
    return IntStream.range(0, answer.data().size()).mapToObj(answer.data()::get).toList();
  }

  private boolean isStored(String checksum) {
    return Files.exists(
        suite.packages().resolve("sha256").resolve(checksum.substring(0, 2)).resolve(checksum));
  }

  private static List<String> pointers(JsonNode findings) {
    return IntStream.range(0, findings.size())
        .mapToObj(it -> findings.get(it).path("pointer").asText())
        .collect(Collectors.toList());
  }

  private static void assertProblem(Answer answer, int status, String slug) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.body().path("type").asText()).isEqualTo("/problems/" + slug);
  }
}
