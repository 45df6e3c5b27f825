package dev.pluginsuite.installation.lock;

import static dev.pluginsuite.installation.testing.Rest.SITES_PATH;
import static dev.pluginsuite.installation.testing.Rest.act;
import static dev.pluginsuite.installation.testing.Rest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.DesiredState.Action;
import dev.pluginsuite.api.manifest.ConfigurationProperty;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.installation.testing.Agent;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Registry;
import dev.pluginsuite.installation.testing.Registry.Draft;
import dev.pluginsuite.installation.testing.Rest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From one site to another. */
@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class LockFlowTest {
  private static final ConfigurationProperty URL =
      new ConfigurationProperty("string", true, null, false, null);
  private static final ConfigurationProperty PASSWORD =
      new ConfigurationProperty("string", true, null, true, null);

  private final String lib = unique("lib");
  private final String top = unique("top");
  private String from = "";
  private String to = "";
  private Agent fromAgent = new Agent(from);
  private Agent toAgent = new Agent(to);

  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  @BeforeEach
  void sites() {
    from = Rest.activeSite();
    to = Rest.activeSite(Map.of("policies", Map.of("reason", true)));
    fromAgent = new Agent(from);
    toAgent = new Agent(to);
  }

  @Test
  void a_site_gets_exactly_what_another_one_has() {
    var libId = Registry.approve(Draft.of(lib, "1.1.0"));
    var topId = Registry.approve(Draft.of(top, "1.0.0").needing(Map.of(lib, "^1.0.0")));
    var extra = Registry.approve(Draft.of(unique("extra"), "1.0.0"));
    act(from, install(from, topId, Map.of()), "activate").statusCode(202);
    fromAgent.reconcile();
    var old = Registry.approve(Draft.of(lib, "1.0.0"));
    install(to, old, Map.of("reason", "first"));
    install(to, extra, Map.of("reason", "first"));
    toAgent.reconcile();

    var lock = take(Tokens.auditor(), from, "");
    assertThat(plugin(lock, lib))
        .containsEntry("version", "1.1.0")
        .containsEntry("packageId", libId.toString())
        .containsEntry("registryId", Registry.ENTERPRISE)
        .containsEntry("checksum", "ab".repeat(32))
        .containsEntry("active", true)
        .containsEntry("requested", false)
        .doesNotContainKey("configuration");
    assertThat(plugin(lock, top))
        .containsEntry("requested", true)
        .containsEntry("dependencies", Map.of(lib, "1.1.0"));

    apply(to, lock, Map.of()).statusCode(422).body("type", equalTo("/problems/grounds-required"));
    apply(to, lock, Map.of("reason", "same"))
        .statusCode(422)
        .body("type", equalTo("/problems/lock-not-applicable"))
        .body("obstacles.kind", equalTo(List.of("WOULD_REMOVE")))
        .body("obstacles[0].says", containsString("prune=true"));
    var pruned = Map.<String, Object>of("reason", "same", "prune", true);
    var plan =
        apply(to, lock, with(pruned, "dryRun", true))
            .statusCode(200)
            .body("data.steps.action", equalTo(List.of("UPGRADE", "INSTALL", "REMOVE")))
            .extract()
            .<String>path("data.planHash");
    apply(to, lock, with(pruned, "planHash", "0".repeat(64)))
        .statusCode(409)
        .body("type", equalTo("/problems/plan-changed"))
        .body("plan.planHash", equalTo(plan));
    apply(to, lock, with(pruned, "planHash", plan)).statusCode(202);

    assertThat(toAgent.document().plugins())
        .extracting(DesiredState.Plugin::planId)
        .containsOnly(toAgent.document().plugins().get(0).planId());
    assertThat(toAgent.actions()).isEqualTo(Map.of(lib, Action.ACTIVE, top, Action.ACTIVE));
    toAgent.reconcile().statusCode(200);
    installed(to)
        .body("data.status", everyItem(equalTo("ACTIVE")))
        .body("data.version", hasItems("1.1.0", "1.0.0"))
        .body("data", hasSize(2));
    assertThat(take(Tokens.siteAdmin(to), to, ""))
        .containsEntry("contentHash", lock.get("contentHash"))
        .containsEntry("plugins", lock.get("plugins"));

    var generation = toAgent.document().siteGeneration();
    apply(to, lock, pruned)
        .statusCode(200)
        .body("data.steps.action", equalTo(List.of("KEEP", "KEEP")));
    assertThat(toAgent.document().siteGeneration()).isEqualTo(generation);
    as(Tokens.auditor())
        .get("/api/v1/admin/installation/audit?limit=200")
        .then()
        .body(
            "data.findAll { it.action == 'site.apply-lock' && it.subjectId == '%s' }.after"
                .formatted(to),
            equalTo(List.of(lock.get("contentHash"))));
  }

  @Test
  void who_asks_again_is_answered_whatever_became_of_its_packages() {
    var draft = Draft.of(lib, "1.0.0");
    var id = Registry.approve(draft);
    act(from, install(from, id, Map.of()), "activate").statusCode(202);
    fromAgent.reconcile();
    var lock = take(Tokens.auditor(), from, "");
    var key = unique("key");
    applyOnce(key, lock).statusCode(202);
    toAgent.reconcile();
    Registry.revoke(id, draft, "bad");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> apply(to, lock, Map.of("reason", "new")).statusCode(422));

    applyOnce(key, lock)
        .statusCode(200)
        .body("message", startsWith("This was applied before; now"))
        .body("data.steps", nullValue());
  }

  private ValidatableResponse applyOnce(String key, Map<String, Object> lock) {
    return as(Tokens.siteAdmin(to))
        .header("Prefer", "respond-async")
        .header("Idempotency-Key", key)
        .body(Map.of("lock", lock, "reason", "same"))
        .post(SITES_PATH + "/" + to + "/lock")
        .then();
  }

  @Test
  void every_obstacle_is_named_and_nothing_is_changed() {
    var revoked = Draft.of(unique("revoked"), "1.0.0");
    var revokedId = Registry.approve(revoked);
    var paid = Draft.of(unique("paid"), "1.0.0");
    var paidId = Registry.approve(paid);
    var picky = Draft.of(unique("picky"), "1.0.0");
    var pickyId = Registry.approve(picky);
    var low = Registry.approve(Draft.of(lib, "1.0.0"));
    for (var id : List.of(revokedId, paidId, pickyId, low)) {
      install(from, id, Map.of());
    }
    fromAgent.reconcile();
    install(to, Registry.approve(Draft.of(lib, "2.0.0")), Map.of("reason", "newer"));
    toAgent.reconcile();
    Registry.revoke(revokedId, revoked, "leaks");
    Registry.say(paidId, paid.licensed(LicenseType.SITE), approved(), 3, null);
    Registry.say(pickyId, picky.forMes(">=9.0.0"), approved(), 3, null);
    var lock = take(Tokens.siteAdmin(from), from, "");

    apply(to, lock, Map.of("reason", "same"))
        .statusCode(422)
        .body("obstacles", hasSize(4))
        .body("obstacles.kind", hasItems("REVOKED", "LICENCE", "INCOMPATIBLE", "WOULD_LOWER"))
        .body("detail", allOf(containsString("leaks"), containsString(">=9.0.0")));
    apply(to, lock, Map.of("reason", "same", "prune", true)).body("obstacles", hasSize(3));

    assertThat(toAgent.actions()).containsOnlyKeys(lib);
    var changed = new HashMap<>(lock);
    changed.put("contentHash", "0".repeat(64));
    apply(to, changed, Map.of("reason", "same"))
        .statusCode(422)
        .body("type", equalTo("/problems/invalid-lock"));
    as(Tokens.siteAdmin(from))
        .body(Map.of("lock", lock))
        .post(SITES_PATH + "/" + to + "/lock")
        .then()
        .statusCode(404);
    as(Tokens.auditor())
        .body(Map.of("lock", lock))
        .post(SITES_PATH + "/" + to + "/lock")
        .then()
        .statusCode(403);
    as(Tokens.siteAdmin("elsewhere")).get(SITES_PATH + "/" + to + "/lock").then().statusCode(404);
  }

  @Test
  void a_lock_carries_configuration_on_request_and_never_secrets() {
    var properties = Map.of("url", URL, "password", PASSWORD);
    var id = Registry.approve(Draft.of(top, "1.0.0").configuredBy(properties));
    var secret = "s3cret-" + UUID.randomUUID();
    install(from, id, Map.of("configuration", Map.of("url", "https://x", "password", secret)));
    fromAgent.reconcile();

    as(Tokens.siteAdmin(from))
        .get(SITES_PATH + "/" + from + "/lock?configuration=true")
        .then()
        .body("data.plugins[0].configuration", equalTo(Map.of("url", "https://x")))
        .body("data.plugins[0].configuration.password", nullValue());
    var lock = take(Tokens.siteAdmin(from), from, "?configuration=true");
    assertThat(lock.toString()).doesNotContain(secret);

    apply(to, lock, Map.of("reason", "same"))
        .statusCode(422)
        .body("obstacles.kind", equalTo(List.of("CONFIGURATION")))
        .body("obstacles[0].says", containsString("password"));
    var own = Map.of(top, Map.of("password", "another"));
    apply(to, lock, Map.of("reason", "same", "configuration", own)).statusCode(202);
    toAgent.reconcile();
    installed(to).body("data[0].configuration.url", equalTo("https://x"));

    apply(to, lock, Map.of("reason", "same")).statusCode(200);
    var none = new HashMap<String, Object>();
    none.put(top, null);
    apply(to, lock, Map.of("reason", "same", "configuration", none)).statusCode(400);
    install(to, Registry.approve(Draft.of(lib, "1.0.0")), Map.of("reason", "more"));
    toAgent.reconcile();
    assertThat(take(Tokens.siteAdmin(to), to, "?configuration=true").get("contentHash"))
        .isNotEqualTo(lock.get("contentHash"));
  }

  @Test
  void what_the_site_cannot_do_is_taken_back_whole() {
    var first = Registry.approve(Draft.of(lib, "1.0.0"));
    Registry.approve(Draft.of(lib, "1.1.0"));
    install(
        from, Registry.approve(Draft.of(top, "1.0.0").needing(Map.of(lib, "^1.1.0"))), Map.of());
    fromAgent.reconcile();
    install(to, first, Map.of("reason", "first"));
    toAgent.reconcile();
    var before = take(Tokens.auditor(), to, "").get("contentHash");

    apply(to, take(Tokens.auditor(), from, ""), Map.of("reason", "same")).statusCode(202);
    toAgent.fail(top, "activate", "port taken");
    toAgent.reconcile();

    installed(to)
        .body("data.findAll { it.status == 'INSTALLED' }.version", hasItem("1.0.0"))
        .body("data.findAll { it.status == 'INSTALLED' }.pluginId", not(empty()));
    assertThat(take(Tokens.auditor(), to, "").get("contentHash")).isEqualTo(before);
  }

  @Test
  void what_failed_is_tried_again_with_all_that_the_lock_changes() {
    var id = Registry.approve(Draft.of(top, "1.0.0").configuredBy(Map.of("url", URL)));
    var there = install(from, id, Map.of("configuration", Map.of("url", "https://new")));
    act(from, there, "activate").statusCode(202);
    fromAgent.reconcile();
    var old = Map.of("configuration", Map.of("url", "https://old"), "reason", "first");
    var here = install(to, id, old);
    toAgent.reconcile();
    var lock = take(Tokens.siteAdmin(from), from, "?configuration=true");
    apply(to, lock, Map.of("reason", "same")).statusCode(202);
    toAgent.fail(top, "activate", "port taken");
    Rest.installation(to, here).body("data.configuration.url", equalTo("https://old"));

    as(Tokens.siteAdmin(to))
        .header("Prefer", "respond-async")
        .body(Map.of("reason", "again"))
        .post("/api/v1/admin/plugins/" + here + "/retry")
        .then()
        .statusCode(202);
    toAgent.reconcile();

    Rest.installation(to, here)
        .body("data.status", equalTo("ACTIVE"))
        .body("data.configuration.url", equalTo("https://new"));
  }

  @Test
  void who_waits_is_told_what_the_site_made_of_it() {
    install(from, Registry.approve(Draft.of(lib, "1.0.0")), Map.of());
    fromAgent.reconcile();
    var lock = take(Tokens.auditor(), from, "");
    var generation = toAgent.document().siteGeneration();

    var answer =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () ->
                as(Tokens.siteAdmin(to))
                    .body(Map.of("lock", lock, "reason", "same"))
                    .post(SITES_PATH + "/" + to + "/lock")
                    .then());
    org.awaitility.Awaitility.await().until(() -> toAgent.document().siteGeneration() > generation);
    toAgent.reconcile();

    answer.join().statusCode(200).body("message", equalTo(to + " has all of it"));
  }

  private static dev.pluginsuite.api.registry.PackageStatus approved() {
    return dev.pluginsuite.api.registry.PackageStatus.APPROVED;
  }

  private static String install(String site, UUID packageId, Map<String, ?> more) {
    return Rest.install(site, packageId, more).statusCode(202).extract().path("data.id");
  }

  private static ValidatableResponse installed(String site) {
    return as(Tokens.siteAdmin(site)).get("/api/v1/admin/plugins/installed").then();
  }

  private static Map<String, Object> take(String token, String site, String query) {
    return as(token)
        .get(SITES_PATH + "/" + site + "/lock" + query)
        .then()
        .statusCode(200)
        .extract()
        .path("data");
  }

  private static Map<String, Object> plugin(Map<String, Object> lock, String pluginId) {
    return ((List<?>) lock.getOrDefault("plugins", List.of()))
        .stream()
            .map(LockFlowTest::members)
            .filter(it -> pluginId.equals(it.get("pluginId")))
            .findFirst()
            .orElseThrow();
  }

  @SuppressWarnings("unchecked") // JSON has string keys
  private static Map<String, Object> members(Object json) {
    return (Map<String, Object>) json;
  }

  private static ValidatableResponse apply(
      String site, Map<String, Object> lock, Map<String, ?> more) {
    return as(Tokens.siteAdmin(site))
        .header("Prefer", "respond-async")
        .body(with(more, "lock", lock))
        .post(SITES_PATH + "/" + site + "/lock")
        .then();
  }

  private static Map<String, Object> with(Map<String, ?> body, String member, Object value) {
    var more = new HashMap<String, Object>(body);
    more.put(member, value);
    return more;
  }

  private static String unique(String name) {
    return name + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
