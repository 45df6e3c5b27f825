package dev.pluginsuite.deployment;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.deployment.CommandOutcome;
import dev.pluginsuite.api.deployment.CommandOutcome.Kind;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.health.HealthState;
import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.api.installation.MaintenanceWindow;
import dev.pluginsuite.api.installation.SiteState;
import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.api.manifest.ConfigurationProperty;
import dev.pluginsuite.api.manifest.Manifest;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.rest.ProblemDetail;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** The rest of the suite: says packages and sites, reads commands, answers them. */
final class World {
  static final String DEPLOY = "/api/v1/admin/plugin-registry/deploy";
  static final String DEPLOYMENTS = "/api/v1/admin/plugin-registry/deployments";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private World() {}

  static UUID approved() {
    return released("plugin-" + NUMBER.incrementAndGet(), PackageStatus.APPROVED);
  }

  static UUID released(String pluginId, PackageStatus status) {
    var id = UUID.randomUUID();
    say(id, pluginId, status, 1);
    return id;
  }

  static void say(UUID id, String pluginId, PackageStatus status, long revision) {
    var configuration =
        Map.of(
            "apiKey", new ConfigurationProperty("string", false, null, true, null),
            "timeout", new ConfigurationProperty("number", false, null, false, null));
    var manifest =
        new Manifest(
            pluginId,
            pluginId,
            "1.2.0",
            "us",
            "1.0.0",
            null,
            null,
            LicenseType.FREE,
            "*",
            List.of(),
            null,
            Map.of(),
            configuration,
            null);
    TestKafka.say(
        Topic.PACKAGES.topicName(),
        id,
        revision,
        new PackageState(
            id,
            "enterprise",
            pluginId,
            "1.2.0",
            status,
            ValidationStatus.PASSED,
            UUID.randomUUID(),
            "0".repeat(64),
            10,
            manifest,
            null,
            null,
            LicenseType.FREE,
            "/content",
            null,
            "dev@example.com",
            Instant.now(),
            null,
            null,
            null));
  }

  static String site() {
    return site(SiteStatus.ACTIVE);
  }

  static String site(SiteStatus status) {
    return site(status, Map.of());
  }

  static String site(SiteStatus status, Map<String, String> labels) {
    var id = "site-%05d".formatted(NUMBER.incrementAndGet());
    TestKafka.say(
        Topic.SITES.topicName(),
        id,
        1,
        new SiteState(id, id, null, status, "5.0.0", "1.0.0", false, labels, null));
    return id;
  }

  /** Says a site anew. */
  static void windows(String id, long revision, List<MaintenanceWindow> windows) {
    TestKafka.say(
        Topic.SITES.topicName(),
        id,
        revision,
        new SiteState(id, id, null, SiteStatus.ACTIVE, "5.0.0", "1.0.0", false, Map.of(), windows));
    awaitConsumed(Topic.SITES);
  }

  /** Says what a site is like by now. */
  static void labels(String id, long revision, Map<String, String> labels) {
    TestKafka.say(
        Topic.SITES.topicName(),
        id,
        revision,
        new SiteState(id, id, null, SiteStatus.ACTIVE, "5.0.0", "1.0.0", false, labels, null));
    awaitConsumed(Topic.SITES);
  }

  static List<String> sites(int count) {
    return IntStream.range(0, count).mapToObj(i -> site()).toList();
  }

  static RequestSpecification it() {
    return as(Tokens.centralIt());
  }

  static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }

  static Map<String, Object> install(UUID packageId, List<String> sites) {
    return Map.of("packageId", packageId, "siteIds", sites, "deploymentType", "INSTALL");
  }

  static Map<String, Object> later(UUID packageId, List<String> sites) {
    return Map.of(
        "packageId",
        packageId,
        "siteIds",
        sites,
        "deploymentType",
        "INSTALL",
        "scheduledFor",
        Instant.now().plus(Duration.ofDays(1)).toString());
  }

  /** Creates it and answers its id. */
  static UUID deploy(Map<String, Object> body) {
    var answer = it().body(body).post(DEPLOY);
    answer.then().statusCode(201);
    return UUID.fromString(answer.path("data.id"));
  }

  static Response read(UUID deployment) {
    return it().get(DEPLOYMENTS + "/" + deployment);
  }

  static void awaitStatus(UUID deployment, String status) {
    soon().until(() -> read(deployment).path("data.status"), status::equals);
  }

  static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20));
  }

  /** Every command that was sent for a deployment. */
  static List<JsonNode> commands(UUID deployment) {
    return TestKafka.records(Topic.COMMANDS.topicName()).stream()
        .map(it -> json(it.value()))
        .filter(it -> it.path("deploymentId").asText().equals(deployment.toString()))
        .toList();
  }

  /** A command that is not answered is sent again: each counts once. */
  static Map<String, JsonNode> asked(UUID deployment) {
    return commands(deployment).stream()
        .collect(
            Collectors.toMap(
                it -> it.path("commandId").asText(), it -> it, (first, again) -> first));
  }

  private static JsonNode json(String value) {
    try {
      return new ObjectMapper().readTree(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static CommandOutcome outcome(UUID deployment, String site, Kind kind) {
    var command = commandOf(deployment, site);
    var failed = kind == Kind.FAILED || kind == Kind.REFUSED;
    return new CommandOutcome(
        UUID.randomUUID(),
        command,
        deployment,
        site,
        kind,
        kind == Kind.REFUSED ? null : UUID.nameUUIDFromBytes(command.toString().getBytes(UTF_8)),
        kind == Kind.SUCCEEDED ? 7L : null,
        failed ? problem() : null,
        Instant.now());
  }

  static CommandOutcome refusal(UUID deployment, String site, String type) {
    return new CommandOutcome(
        UUID.randomUUID(),
        commandOf(deployment, site),
        deployment,
        site,
        Kind.REFUSED,
        null,
        null,
        new ProblemDetail(type, "Changed", 409, "Somebody was here.", null, null),
        Instant.now());
  }

  private static @Nullable ProblemDetail problem() {
    return new ProblemDetail(
        "/problems/dependency-missing", "Missing", 409, "Needs b.", null, null);
  }

  /** Once the target is running. */
  static UUID commandOf(UUID deployment, String site) {
    var sql =
        "select command_id from plugin_deployment_targets where deployment_id = '%s' and site_id = '%s' and command_id is not null"
            .formatted(deployment, site);
    soon().until(() -> !Tables.rows(sql).isEmpty());
    return UUID.fromString(Tables.rows(sql).get(0));
  }

  static CommandOutcome answer(UUID deployment, String site, Kind kind) {
    var outcome = outcome(deployment, site, kind);
    tell(outcome);
    return outcome;
  }

  static void tell(CommandOutcome outcome) {
    TestKafka.message(Topic.OUTCOMES.topicName(), outcome.commandId(), outcome);
  }

  static void health(CommandOutcome of, HealthStatus status, long generation, long revision) {
    health(of, "a-plugin", status, generation, revision);
  }

  /** Health-service says how the installation is that a command has brought. */
  static void health(
      CommandOutcome of, String pluginId, HealthStatus status, long generation, long revision) {
    var id = Objects.requireNonNull(of.installationId());
    var now = Instant.now();
    TestKafka.say(
        Topic.HEALTH_STATUS.topicName(),
        id,
        revision,
        new HealthState(
            id,
            of.siteId(),
            pluginId,
            UUID.randomUUID(),
            "1.2.0",
            generation,
            status,
            now,
            List.of(),
            0,
            0,
            5,
            now.minusSeconds(300),
            now));
  }

  static void awaitConsumed(Topic topic) {
    var ends = new HashMap<Integer, Long>();
    TestKafka.records(topic.topicName())
        .forEach(it -> ends.merge(it.partition(), it.offset(), Math::max));
    soon().until(() -> ends.entrySet().stream().allMatch(it -> isConsumed(topic, it)));
  }

  private static boolean isConsumed(Topic topic, Map.Entry<Integer, Long> end) {
    return Tables.count(
            "select count(*) from consumed_offset where topic = '%s' and partition = %d and consumed >= %d"
                .formatted(topic.topicName(), end.getKey(), end.getValue()))
        == 1;
  }

  /** What may not change when everything is heard again. */
  static List<String> tables() {
    return Stream.of(
            "select t::varchar from known_packages t order by 1",
            "select t::varchar from known_sites t order by 1",
            "select t::varchar from known_health t order by 1",
            // Less what the engine goes on with by itself: what it announced, how often it asked.
            "select (to_jsonb(t) - 'announced_revision' - 'announced_at')::varchar from plugin_deployments t order by 1",
            """
            select (deployment_id, site_id, status, holds_site, command_id, installation_id, problem, accepted_at, ended_at)::varchar
            from plugin_deployment_targets order by 1""")
        .flatMap(it -> Tables.rows(it).stream())
        .toList();
  }

  /** Counters that say something else than the rows. */
  static List<String> miscounted() {
    return Tables.rows(
        """
        select d.id::varchar from plugin_deployments d join plugin_deployment_targets t on t.deployment_id = d.id
        group by d.id
        having d.target_count <> count(*)
          or d.success_count <> count(*) filter (where t.status = 'SUCCEEDED')
          or d.failure_count <> count(*) filter (where t.status in ('FAILED', 'TIMED_OUT'))
          or d.cancelled_count <> count(*) filter (where t.status = 'CANCELLED')
          or d.skipped_count <> count(*) filter (where t.status = 'SKIPPED')
          or bool_or(t.holds_site and t.status not in ('PENDING', 'RUNNING'))
        union all
        select w.id::varchar from plugin_deployment_waves w
        join plugin_deployment_targets t on t.deployment_id = w.deployment_id and t.wave = w.number
        group by w.id
        having w.target_count <> count(*)
          or w.success_count <> count(*) filter (where t.status = 'SUCCEEDED')
          or w.failure_count <> count(*) filter (where t.status = 'FAILED')
          or w.unhealthy_count <> count(*) filter (where t.unhealthy)
          or w.silent_count <> count(*) filter (where t.status = 'TIMED_OUT')
          or w.other_count <> count(*) filter (where t.status in ('CANCELLED', 'SKIPPED'))""");
  }
}
