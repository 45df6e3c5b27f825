package dev.pluginsuite.installation.installation;

import static dev.pluginsuite.installation.testing.Rest.act;
import static dev.pluginsuite.installation.testing.Rest.activeSite;
import static dev.pluginsuite.installation.testing.Rest.as;
import static dev.pluginsuite.installation.testing.Rest.install;
import static dev.pluginsuite.installation.testing.Rest.installation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.pluginsuite.api.installation.DesiredState.Action;
import dev.pluginsuite.api.manifest.ConfigurationProperty;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.installation.testing.Agent;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Registry;
import dev.pluginsuite.installation.testing.Registry.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that meet at one site: each comes wholly before or wholly after the others. */
@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class RaceFlowTest {
  private static final int ROUNDS = 8;

  private final String name = "race-" + UUID.randomUUID().toString().substring(0, 8);
  private String site = "";
  private Agent agent = new Agent(site);

  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  @BeforeEach
  void site() {
    site = activeSite();
    agent = new Agent(site);
  }

  private static List<Integer> atOnce(List<Callable<ValidatableResponse>> calls) throws Exception {
    var callers = Executors.newFixedThreadPool(calls.size());
    try {
      var statuses = new ArrayList<Integer>();
      for (var answer : callers.invokeAll(calls)) {
        statuses.add(answer.get().extract().statusCode());
      }
      return statuses;
    } finally {
      callers.shutdownNow();
    }
  }

  private static List<Integer> atOnce(int times, Callable<ValidatableResponse> call)
      throws Exception {
    return atOnce(IntStream.range(0, times).mapToObj(it -> call).toList());
  }

  @Test
  void two_plans_never_make_an_impossible_set() throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      var base = "%s-%d".formatted(name, round);
      Registry.approve(Draft.of(base, "1.0.0"));
      Registry.approve(Draft.of(base, "2.0.0"));
      var first = approve(base + "-a", Map.of(base, "^1.0.0"));
      var second = approve(base + "-b", Map.of(base, "^2.0.0"));

      var statuses =
          atOnce(
              List.of(() -> install(site, first, Map.of()), () -> install(site, second, Map.of())));

      assertThat(statuses).contains(202).isSubsetOf(202, 409, 422);
      // The second one may raise what the first one brought only if the first one agrees.
      assertThat(statuses.stream().filter(it -> it == 202)).hasSize(1);
      assertThat(agent.actions().keySet().stream().filter(it -> it.startsWith(base))).hasSize(2);
    }
  }

  private static UUID approve(String plugin, Map<String, String> needs) {
    return Registry.approve(Draft.of(plugin, "1.0.0").needing(needs));
  }

  @Test
  void what_is_installed_while_it_is_revoked_never_ends_active() throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      var draft = Draft.of("%s-%d".formatted(name, round), "1.0.0");
      var packageId = Registry.approve(draft);
      var other = approve(draft.pluginId() + "-other", Map.of(draft.pluginId(), "*"));
      install(site, packageId, Map.of("dryRun", true)).statusCode(200);

      atOnce(
          List.of(
              () -> install(site, packageId, Map.of()),
              () -> install(site, other, Map.of()),
              () -> {
                Registry.revoke(packageId, draft, "it leaks");
                return install(site, packageId, Map.of("dryRun", true));
              }));
      activateAll();

      await().untilAsserted(() -> assertThat(isRunning(draft.pluginId())).isFalse());
      agent.reconcile();
      activateAll();
      assertThat(isRunning(draft.pluginId())).isFalse();
    }
  }

  private void activateAll() {
    as(Tokens.siteAdmin(site))
        .get("/api/v1/admin/plugins/installed?siteId=" + site)
        .then()
        .statusCode(200)
        .extract()
        .<List<String>>path("data.id")
        .forEach(it -> act(site, it, "activate"));
  }

  private boolean isRunning(String plugin) {
    return agent.actions().entrySet().stream()
        .anyMatch(it -> it.getKey().startsWith(plugin) && it.getValue() == Action.ACTIVE);
  }

  @Test
  void of_many_configurations_of_one_version_one_is_taken() throws Exception {
    var id = installed();
    var tag = installation(site, id).extract().header("ETag");

    var statuses = atOnce(6, () -> configure(id, tag, UUID.randomUUID().toString()));

    assertThat(statuses).containsOnlyOnce(202).containsOnly(202, 412);
  }

  @Test
  void of_many_configurations_that_name_no_version_all_are_taken_one_after_the_other()
      throws Exception {
    var id = installed();

    var statuses = atOnce(6, () -> configure(id, null, UUID.randomUUID().toString()));

    assertThat(statuses).containsOnly(202);
  }

  @Test
  void a_retry_that_is_sent_again_is_done_once() throws Exception {
    var id = installed();
    configure(id, null, "wrong").statusCode(202);
    agent.fail(name, "activate", "it cannot be configured so").statusCode(200);
    agent.reconcile();
    var before = agent.document().siteGeneration();

    var statuses = atOnce(4, () -> retry(id, "again-" + name));

    assertThat(statuses).containsOnly(202);
    assertThat(agent.document().siteGeneration()).isEqualTo(before + 1);
    retry(id, "again-" + name).statusCode(202).body("data.id", equalTo(id));
  }

  @Test
  void of_many_retries_one_is_done() throws Exception {
    var id = installed();
    configure(id, null, "wrong").statusCode(202);
    agent.fail(name, "activate", "it cannot be configured so").statusCode(200);

    var statuses = atOnce(4, () -> act(site, id, "retry"));

    assertThat(statuses).containsOnlyOnce(202).containsOnly(202, 409);
  }

  private String installed() {
    var url = new ConfigurationProperty("string", false, "https://x", false, null);
    var packageId = Registry.approve(Draft.of(name, "1.0.0").configuredBy(Map.of("url", url)));
    var id = install(site, packageId, Map.of()).statusCode(202).extract().<String>path("data.id");
    agent.reconcile();
    return id;
  }

  private ValidatableResponse retry(String id, String key) {
    return as(Tokens.siteAdmin(site))
        .header("Prefer", "respond-async")
        .header("Idempotency-Key", key)
        .post("/api/v1/admin/plugins/" + id + "/retry")
        .then();
  }

  private ValidatableResponse configure(
      String id, @org.jspecify.annotations.Nullable String tag, String url) {
    var request = as(Tokens.siteAdmin(site)).header("Prefer", "respond-async");
    return (tag == null ? request : request.header("If-Match", tag))
        .body(Map.of("configuration", Map.of("url", url)))
        .put("/api/v1/admin/plugins/" + id + "/configuration")
        .then();
  }
}
