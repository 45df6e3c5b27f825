package dev.pluginsuite.deployment;

import static dev.pluginsuite.deployment.World.DEPLOYMENTS;
import static dev.pluginsuite.deployment.World.answer;
import static dev.pluginsuite.deployment.World.awaitStatus;
import static dev.pluginsuite.deployment.World.commandOf;
import static dev.pluginsuite.deployment.World.deploy;
import static dev.pluginsuite.deployment.World.install;
import static dev.pluginsuite.deployment.World.it;
import static dev.pluginsuite.deployment.World.later;
import static dev.pluginsuite.deployment.World.miscounted;
import static dev.pluginsuite.deployment.World.read;
import static dev.pluginsuite.deployment.World.soon;
import static dev.pluginsuite.deployment.World.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.deployment.CommandOutcome.Kind;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.deployment.deployment.DeploymentService;
import dev.pluginsuite.deployment.target.TargetService;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a deployment: commands out, outcomes in. */
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class RolloutFlowTest {
  @Inject DeploymentService deployments;
  @Inject TargetService targets;

  @Test
  @Tag("SEED-50")
  void every_site_is_asked_once_and_a_deployment_that_all_took_is_completed() {
    var sites = World.sites(3);
    var packageId = World.approved();
    var body = new HashMap<>(install(packageId, sites));
    body.put("configuration", Map.of("timeout", 5));
    body.put("activate", false);
    var id = deploy(body);

    sites.forEach(site -> answer(id, site, Kind.ACCEPTED));
    sites.forEach(site -> answer(id, site, Kind.SUCCEEDED));

    awaitStatus(id, "COMPLETED");
    read(id)
        .then()
        .body("data.successCount", equalTo(3))
        .body("data.failureCount", equalTo(0))
        .body("data.startedAt", notNullValue())
        .body("data.completedAt", notNullValue())
        .body("data.targets.status", contains("SUCCEEDED", "SUCCEEDED", "SUCCEEDED"))
        .body("data.targets[0].installationId", notNullValue())
        .body("data.targets[0].acceptedAt", notNullValue())
        .body("data.targets[0].endedAt", notNullValue());
    var commands = World.asked(id).values();
    assertThat(commands)
        .extracting(it -> it.path("siteId").asText())
        .containsExactlyInAnyOrderElementsOf(sites);
    assertThat(commands)
        .allSatisfy(
            it -> {
              assertThat(it.path("action").asText()).isEqualTo("INSTALL");
              assertThat(it.path("packageId").asText()).isEqualTo(packageId.toString());
              assertThat(it.path("configuration").path("timeout").asInt()).isEqualTo(5);
              assertThat(it.path("activate").asBoolean()).isFalse();
              assertThat(it.path("requestedBy").asText()).isEqualTo("it@example.com");
            });
    assertThat(miscounted()).isEmpty();
  }

  @Test
  void the_commands_of_a_site_are_on_its_key() {
    var site = World.site();
    var id = deploy(install(World.approved(), List.of(site)));
    commandOf(id, site);

    soon()
        .until(
            () -> TestKafka.said(Topic.COMMANDS.topicName(), site),
            said ->
                said.size() == 1
                    && said.get(0).path("deploymentId").asText().equals(id.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED, REFUSED, PARTIALLY_FAILED",
    "FAILED, REFUSED, FAILED",
    "SUCCEEDED, SUCCEEDED, COMPLETED"
  })
  @Tag("SEED-52")
  void it_ends_as_its_sites_did(Kind one, Kind other, String status) {
    var sites = World.sites(2);
    var id = deploy(install(World.approved(), sites));

    answer(id, sites.get(0), one);
    answer(id, sites.get(1), other);

    awaitStatus(id, status);
    if (other == Kind.REFUSED) {
      read(id).then().body("data.targets.problem.detail", hasItem("Needs b."));
    }
    soon()
        .until(
            () -> TestKafka.said(Topic.DEPLOYMENTS.topicName(), id),
            said -> !said.isEmpty() && last(said).path("status").asText().equals(status));
    assertThat(miscounted()).isEmpty();
  }

  @Test
  void counters_are_told_while_it_runs() {
    var sites = World.sites(2);
    var id = deploy(install(World.approved(), sites));

    answer(id, sites.get(0), Kind.SUCCEEDED);

    soon()
        .until(
            () -> TestKafka.said(Topic.DEPLOYMENTS.topicName(), id),
            said ->
                !said.isEmpty()
                    && last(said).path("status").asText().equals("IN_PROGRESS")
                    && last(said).path("successCount").asInt() == 1);
    var revisions =
        TestKafka.said(Topic.DEPLOYMENTS.topicName(), id).stream()
            .map(it -> it.path("revision").asLong())
            .toList();
    assertThat(revisions).isSorted().doesNotHaveDuplicates();
  }

  private static JsonNode last(List<JsonNode> said) {
    return said.get(said.size() - 1).path("state");
  }

  // ---- time

  @Test
  @Tag("SEED-51")
  void a_scheduled_deployment_waits_for_its_time_and_then_starts_within_two_seconds() {
    // A busy machine may stand still at that moment, but not every time.
    var delays = Stream.generate(RolloutFlowTest::delayOfAStart).limit(3);

    assertThat(delays.anyMatch(it -> it.compareTo(Duration.ofSeconds(2)) <= 0)).isTrue();
  }

  private static Duration delayOfAStart() {
    var id = deploy(later(World.approved(), World.sites(1)));
    read(id).then().body("data.status", equalTo("SCHEDULED")).body("data.startedAt", nullValue());
    Tables.change(
        "update plugin_deployments set scheduled_for = now() + interval '1 second' where id = '%s'"
            .formatted(id));
    var due = Instant.parse(read(id).path("data.scheduledFor"));

    awaitStatus(id, "IN_PROGRESS");

    var started = Instant.parse(read(id).path("data.startedAt"));
    assertThat(started).isAfterOrEqualTo(due.minusMillis(100));
    return Duration.between(due, started);
  }

  @Test
  void a_time_that_is_past_is_now() {
    var body = new HashMap<>(install(World.approved(), World.sites(1)));
    body.put("scheduledFor", "2024-11-01T00:00:00Z");

    awaitStatus(deploy(body), "IN_PROGRESS");
  }

  @Test
  @Tag("SEED-51")
  void many_replicas_start_it_once_and_ask_each_site_once() throws Exception {
    var sites = World.sites(20);
    var body = new HashMap<>(later(World.approved(), sites));
    var id = deploy(body);
    Tables.change(
        "update plugin_deployments set scheduled_for = now() where id = '%s'".formatted(id));

    var passes = new ArrayList<Callable<Object>>();
    for (int i = 0; i < 8; i++) {
      passes.add(() -> run(deployments::startNext));
      passes.add(() -> run(() -> targets.start(pluginOf(id), id)));
    }
    var threads = Executors.newFixedThreadPool(8);
    for (var done : threads.invokeAll(passes)) {
      done.get();
    }
    threads.shutdown();

    sites.forEach(site -> commandOf(id, site));
    soon().until(() -> World.asked(id).size() >= 20);
    assertThat(World.asked(id).values())
        .extracting(it -> it.path("siteId").asText())
        .containsExactlyInAnyOrderElementsOf(sites);
    assertThat(starts(id)).isEqualTo(1);
  }

  @Test
  void at_one_site_a_plugins_deployments_take_turns() {
    var site = World.site();
    var packageId = World.approved();
    var first = deploy(install(packageId, List.of(site)));
    var second = deploy(later(packageId, List.of(site)));
    commandOf(first, site);
    Tables.change(
        "update plugin_deployments set scheduled_for = now() where id = '%s'".formatted(second));
    awaitStatus(second, "IN_PROGRESS");
    assertThat(run(() -> targets.start(pluginOf(second), second))).isEqualTo(0);

    answer(first, site, Kind.SUCCEEDED);

    awaitStatus(first, "COMPLETED");
    answer(second, site, Kind.SUCCEEDED);
    awaitStatus(second, "COMPLETED");
  }

  @Test
  void what_is_not_answered_is_sent_again_as_the_same_command() {
    var sites = World.sites(2);
    var id = deploy(install(World.approved(), sites));
    var command = commandOf(id, sites.get(0));
    answer(id, sites.get(1), Kind.ACCEPTED);
    World.awaitConsumed(Topic.OUTCOMES);

    Tables.change(
        "update plugin_deployment_targets set resend_at = now() where deployment_id = '%s'"
            .formatted(id));

    soon().until(() -> World.commands(id).size() == 3);
    assertThat(World.commands(id))
        .filteredOn(it -> it.path("commandId").asText().equals(command.toString()))
        .hasSize(2);
    assertThat(
            Tables.count(
                "select extract(epoch from resend_at - now())::int from plugin_deployment_targets where command_id = '%s'"
                    .formatted(command)))
        .isBetween(20L, 30L);
  }

  @Test
  void a_site_that_takes_too_long_has_failed_and_what_it_says_later_changes_nothing() {
    var sites = World.sites(2);
    var id = deploy(install(World.approved(), sites));
    answer(id, sites.get(0), Kind.SUCCEEDED);
    answer(id, sites.get(1), Kind.ACCEPTED);
    World.awaitConsumed(Topic.OUTCOMES);

    Tables.change(
        "update plugin_deployment_targets set deadline_at = now() where deployment_id = '%s'"
            .formatted(id));

    awaitStatus(id, "PARTIALLY_FAILED");
    read(id)
        .then()
        .body("data.failureCount", equalTo(1))
        .body("data.targets.status", hasItem("TIMED_OUT"))
        .body("data.targets.problem.type", hasItem("/problems/target-timed-out"));
    var before = World.tables();

    answer(id, sites.get(1), Kind.SUCCEEDED);
    World.awaitConsumed(Topic.OUTCOMES);

    assertThat(World.tables()).isEqualTo(before);
    assertThat(miscounted()).isEmpty();
  }

  @Test
  void what_a_site_has_said_in_time_counts_though_it_is_heard_too_late() throws Exception {
    var site = World.site();
    var id = deploy(install(World.approved(), List.of(site)));
    commandOf(id, site);
    try (var deaf = Tables.begin("lock table inbox_command in access exclusive mode")) {
      answer(id, site, Kind.SUCCEEDED);
      soon().until(() -> Tables.waiting() >= 1);
      Tables.change(
          "update plugin_deployment_targets set deadline_at = now() where deployment_id = '%s'"
              .formatted(id));
      await().during(Duration.ofSeconds(3)).until(() -> statusOf(id).equals("IN_PROGRESS"));

      deaf.commit();
    }

    awaitStatus(id, "COMPLETED");
    assertThat(miscounted()).isEmpty();
  }

  // ---- heard again

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void an_outcome_counts_once_however_often_it_comes(Kind kind) {
    var sites = World.sites(2);
    var id = deploy(install(World.approved(), sites));
    var outcome = answer(id, sites.get(0), kind);
    World.awaitConsumed(Topic.OUTCOMES);
    var before = targetsOf(id);

    IntStream.range(0, 3).forEach(i -> tell(outcome));
    answer(id, sites.get(0), kind);
    World.awaitConsumed(Topic.OUTCOMES);

    assertThat(targetsOf(id)).isEqualTo(before);
    assertThat(miscounted()).isEmpty();
  }

  @Test
  void all_events_again_leave_the_tables_as_they_were() {
    var sites = World.sites(2);
    var packageId = World.approved();
    var id = deploy(install(packageId, sites));
    answer(id, sites.get(0), Kind.SUCCEEDED);
    answer(id, sites.get(1), Kind.FAILED);
    awaitStatus(id, "PARTIALLY_FAILED");
    var topics = List.of(Topic.PACKAGES, Topic.SITES, Topic.OUTCOMES);
    topics.forEach(World::awaitConsumed);
    settle();
    var before = World.tables();

    for (var topic : topics) {
      TestKafka.records(topic.topicName())
          .forEach(it -> TestKafka.send(it.topic(), it.key(), it.value()));
    }
    topics.forEach(World::awaitConsumed);
    settle();

    assertThat(World.tables()).isEqualTo(before);
  }

  @Test
  void an_outcome_of_an_unknown_command_or_kind_is_nothing() {
    var site = World.site();
    var id = deploy(install(World.approved(), List.of(site)));
    var command = commandOf(id, site);
    var known = TestKafka.records(Topic.OUTCOMES.deadLetterTopicName()).size();

    for (var about : List.of(UUID.randomUUID(), command)) {
      TestKafka.send(
          Topic.OUTCOMES.topicName(),
          about,
          """
          {"eventId":"%s","commandId":"%s","deploymentId":"%s","siteId":"%s","kind":"POSTPONED","more":1,"at":"2026-01-01T00:00:00Z"}"""
              .formatted(UUID.randomUUID(), about, id, site));
    }
    answer(id, site, Kind.SUCCEEDED);

    awaitStatus(id, "COMPLETED");
    assertThat(TestKafka.records(Topic.OUTCOMES.deadLetterTopicName())).hasSize(known);
  }

  // ---- revocation and cancellation

  @Test
  void a_revoked_package_stops_its_installs_and_nothing_else() {
    var packageId = UUID.randomUUID();
    World.say(packageId, "revoked-plugin", PackageStatus.APPROVED, 1);
    var sites = World.sites(2);
    var running = deploy(install(packageId, sites));
    var asked = commandOf(running, sites.get(0));
    var scheduled = deploy(later(packageId, sites));
    var removal = new HashMap<>(later(packageId, sites));
    removal.put("deploymentType", "UNINSTALL");
    var uninstall = deploy(removal);

    World.say(packageId, "revoked-plugin", PackageStatus.REVOKED, 2);

    awaitStatus(running, "CANCELLED");
    awaitStatus(scheduled, "CANCELLED");
    read(scheduled)
        .then()
        .body("data.statusReason", equalTo("revoked"))
        .body("data.cancelledCount", equalTo(2))
        .body("data.targets.status", contains("CANCELLED", "CANCELLED"));
    read(uninstall).then().body("data.status", equalTo("SCHEDULED"));
    assertThat(asked).isNotNull();

    // What was asked still ends, and is counted.
    answer(running, sites.get(0), Kind.SUCCEEDED);
    soon().until(() -> read(running).<Integer>path("data.successCount"), it -> it == 1);
    read(running).then().body("data.status", equalTo("CANCELLED"));
    assertThat(miscounted()).isEmpty();
  }

  @Test
  void a_revocation_is_heard_though_a_deployment_ends_at_that_moment() throws Exception {
    var packageId = UUID.randomUUID();
    World.say(packageId, "ending-plugin", PackageStatus.APPROVED, 1);
    var ending = deploy(later(packageId, World.sites(1)));
    var other = deploy(later(packageId, World.sites(1)));
    try (var end = Tables.begin(ended(ending))) {
      World.say(packageId, "ending-plugin", PackageStatus.REVOKED, 2);
      soon().until(() -> Tables.waiting() == 1);

      end.commit();
    }

    awaitStatus(other, "CANCELLED");
    assertThat(
            Tables.rows(
                "select status from known_packages where package_id = '%s'".formatted(packageId)))
        .containsExactly("REVOKED");
    assertThat(miscounted()).isEmpty();
  }

  private static String ended(UUID id) {
    return """
    with ended as (update plugin_deployment_targets set status = 'SUCCEEDED' where deployment_id = '%1$s'),
    waved as (update plugin_deployment_waves set success_count = 1 where deployment_id = '%1$s')
    update plugin_deployments set status = 'COMPLETED', success_count = 1, revision = revision + 1 where id = '%1$s'"""
        .formatted(id);
  }

  @Test
  void an_outcome_a_creation_and_a_pass_do_not_block_each_other() throws Exception {
    var site = World.site();
    var packageId = World.approved();
    var first = deploy(install(packageId, List.of(site)));
    commandOf(first, site);
    var threads = Executors.newFixedThreadPool(2);
    try (var outcome = Tables.begin(released(first))) {
      var creation = threads.submit(() -> deploy(install(packageId, List.of(site))));
      soon().until(() -> Tables.waiting() == 1);
      var pass = threads.submit(() -> run(() -> targets.start(pluginOf(first), first)));
      soon().until(() -> Tables.waiting() == 2);

      try (var statement = outcome.createStatement()) {
        statement.execute(
            "update plugin_deployments set revision = revision + 1 where id = '%s'"
                .formatted(first));
      }
      outcome.commit();

      assertThat(creation.get()).isNotEqualTo(first);
      assertThat(pass.get()).isEqualTo(0);
    } finally {
      threads.shutdown();
    }
  }

  private static String released(UUID id) {
    return "update plugin_deployment_targets set holds_site = false where deployment_id = '%s'"
        .formatted(id);
  }

  @Test
  void a_deployment_that_ended_is_not_cancelled() {
    var site = World.site();
    var id = deploy(install(World.approved(), List.of(site)));
    answer(id, site, Kind.SUCCEEDED);
    awaitStatus(id, "COMPLETED");

    it().post(DEPLOYMENTS + "/" + id + "/cancel")
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/illegal-transition"))
        .body(
            "detail",
            equalTo(
                "Deployment %s is COMPLETED and cannot become CANCELLED; it can become [ROLLING_BACK]."
                    .formatted(id)));
  }

  @Test
  void a_site_that_is_done_can_be_deployed_to_again() {
    var site = World.site();
    var packageId = World.approved();
    var first = deploy(install(packageId, List.of(site)));
    answer(first, site, Kind.FAILED);
    awaitStatus(first, "FAILED");

    var second = deploy(install(packageId, List.of(site)));

    assertThat(commandOf(second, site)).isNotEqualTo(commandOf(first, site));
  }

  @Test
  void more_sites_than_a_batch_are_all_asked() {
    var prefix = "bulk-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    var sites = IntStream.range(0, 250).mapToObj(i -> prefix + i).toList();
    sites.forEach(
        it ->
            Tables.change(
                "insert into known_sites (site_id, status, revision) values ('%s', 'ACTIVE', 1)"
                    .formatted(it)));

    var id = deploy(install(World.approved(), sites));

    soon()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                Tables.count(
                        "select count(*) from plugin_deployment_targets where status = 'RUNNING' and deployment_id = '%s'"
                            .formatted(id))
                    == 250);
    assertThat(
            Tables.count(
                "select count(distinct command_id) from plugin_deployment_targets where deployment_id = '%s'"
                    .formatted(id)))
        .isEqualTo(250);
  }

  /** Until the engine has nothing more to announce. */
  private static void settle() {
    soon()
        .until(
            () ->
                Tables.count(
                        "select count(*) from plugin_deployments where announced_revision < revision or status = 'SCHEDULED' and coalesce(scheduled_for, now()) <= now()")
                    == 0);
  }

  private static List<String> targetsOf(UUID id) {
    return World.tables().stream().filter(it -> it.contains(id.toString())).toList();
  }

  private static long starts(UUID id) {
    return Tables.count(
        "select count(*) from audit_entry where action = 'deployment.start' and subject_id = '%s'"
            .formatted(id));
  }

  private static String statusOf(UUID id) {
    return Tables.rows("select status from plugin_deployments where id = '%s'".formatted(id))
        .get(0);
  }

  private static String pluginOf(UUID id) {
    return Tables.rows("select plugin_id from plugin_deployments where id = '%s'".formatted(id))
        .get(0);
  }

  private static <T> T run(Supplier<Uni<T>> step) {
    try {
      return VertxContextSupport.subscribeAndAwait(step);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
