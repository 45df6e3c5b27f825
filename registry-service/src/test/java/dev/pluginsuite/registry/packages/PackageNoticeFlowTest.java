package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.Subscribing.webhook;
import static dev.pluginsuite.registry.packages.Submitting.decide;
import static dev.pluginsuite.registry.packages.Submitting.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.api.validation.VulnerabilityState;
import dev.pluginsuite.api.validation.VulnerabilityState.Vulnerability;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.Receiver;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What became of packages reaches those who may know it, and nobody else. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class PackageNoticeFlowTest {
  private static final String REGISTRY = "enterprise";
  private static final Duration LONG = Duration.ofSeconds(30);

  @Inject Pool pool;

  @Test
  void each_is_told_of_what_they_may_see() {
    Submitting.registry(REGISTRY);
    try (var owner = new Receiver();
        var other = new Receiver();
        var siteOne = new Receiver();
        var siteTwo = new Receiver();
        var centralIt = new Receiver()) {
      var deadline =
          Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS).toString();
      var mine = Map.of("pluginIds", List.of("told-*"));
      var atSites =
          Map.of(
              "pluginIds", List.of("told-*"),
              "types", List.of("package.approved", "package.revoked"));
      var dev = webhook(Tokens.developer(), owner, mine);
      var otherDev = webhook(Tokens.otherDeveloper(), other, mine);
      webhook(Tokens.siteAdmin("site-1"), siteOne, atSites);
      var adminTwo = webhook(Tokens.siteAdmin("site-2"), siteTwo, atSites);
      webhook(Tokens.of("it-told", List.of("central-it"), List.of()), centralIt, mine);

      var id = pending(REGISTRY, "told-one", "1.0.0");
      decide(Tokens.centralIt(), id, "approve", Map.of()).then().statusCode(200);
      installedAt("site-1", id);
      var how = Map.of("reason", "CVE-2026-0001", "mode", "DEADLINE", "deadline", deadline);
      decide(Tokens.centralIt(), id, "revoke", how).then().statusCode(200);
      var bad =
          Submitting.submit(Tokens.developer(), Submitting.body(REGISTRY, "told-two", "1.0.0"))
              .<String>path("data.id");
      Submitting.report(
          bad,
          ValidationStatus.FAILED,
          new Finding("manifest", 1, Finding.Severity.ERROR, "", "broken", "mend it"));

      await().atMost(LONG).until(() -> types(owner).size() == 5);
      await().atMost(LONG).until(() -> types(centralIt).size() == 5);
      assertThat(types(owner))
          .containsExactlyInAnyOrder(
              "package.submitted",
              "package.approved",
              "package.revoked",
              "package.submitted",
              "package.rejected");
      await().atMost(LONG).until(() -> types(siteOne).size() == 2);
      assertThat(types(siteOne)).containsExactly("package.approved", "package.revoked");
      // The deliveries of one notice are written in one transaction: there will be no more.
      assertThat(adminTwo.deliveries())
          .extracting(it -> it.get("type"))
          .containsExactly("package.approved");
      assertThat(otherDev.deliveries()).isEmpty();
      var revoked =
          owner.calls().stream()
              .filter(it -> it.event().get("type").asText().equals("package.revoked"))
              .findFirst()
              .orElseThrow();
      assertThat(revoked.isSignedWith(dev.secret())).isTrue();
      assertThat(revoked.event().get("subject").asText()).isEqualTo(id);
      assertThat(revoked.event().at("/data/pluginId").asText()).isEqualTo("told-one");
      assertThat(revoked.event().at("/data/reason").asText()).isEqualTo("CVE-2026-0001");
      assertThat(revoked.event().at("/data/revocationMode").asText()).isEqualTo("DEADLINE");
      assertThat(revoked.event().at("/data/revocationDeadline").asText()).isEqualTo(deadline);
      assertThat(revoked.event().at("/data/status").asText()).isEqualTo("REVOKED");
    }
  }

  @Test
  void what_becomes_known_of_an_approved_package_is_told_once_to_whoever_has_it() {
    Submitting.registry(REGISTRY);
    try (var owner = new Receiver();
        var siteOne = new Receiver();
        var siteTwo = new Receiver()) {
      var wish = Map.of("types", List.of("package.vulnerable"), "pluginIds", List.of("weak-*"));
      webhook(Tokens.developer(), owner, wish);
      webhook(Tokens.siteAdmin("site-1"), siteOne, wish);
      var elsewhere = webhook(Tokens.siteAdmin("site-2"), siteTwo, wish);
      var id = pending(REGISTRY, "weak-one", "1.0.0");
      known(id, 1, vulnerability("GHSA-before-approval", 1));
      await().atMost(LONG).until(() -> heard(id) == 1);
      decide(Tokens.centralIt(), id, "approve", Map.of()).then().statusCode(200);
      installedAt("site-1", id);

      known(id, 2, vulnerability("GHSA-new", 2), vulnerability("GHSA-before-approval", 1));
      known(id, 2, vulnerability("GHSA-new", 2), vulnerability("GHSA-before-approval", 1));
      known(id, 3, vulnerability("GHSA-new", 2));
      known(id, 5, vulnerability("GHSA-last", 5), vulnerability("GHSA-missed", 4));

      await().atMost(LONG).until(() -> owner.calls().size() == 2);
      await().atMost(LONG).until(() -> siteOne.calls().size() == 2);
      assertThat(types(owner)).containsExactly("package.vulnerable", "package.vulnerable");
      assertThat(advisories(owner))
          .containsExactly(List.of("GHSA-new"), List.of("GHSA-last", "GHSA-missed"));
      assertThat(elsewhere.deliveries()).isEmpty();
      var first = owner.calls().get(0).event();
      assertThat(first.get("subject").asText()).isEqualTo(id);
      assertThat(first.at("/data/pluginId").asText()).isEqualTo("weak-one");
      assertThat(first.at("/data/status").asText()).isEqualTo("APPROVED");
      assertThat(first.at("/data/total").asInt()).isEqualTo(2);
      assertThat(first.at("/data/vulnerabilities/0/library").asText()).isEqualTo("lodash");
    }
  }

  private static void known(String id, long revision, Vulnerability... vulnerabilities) {
    var state =
        new VulnerabilityState(
            UUID.fromString(id), vulnerabilities.length, List.of(vulnerabilities), "/affected");
    TestKafka.say(Topic.VULNERABILITIES.topicName(), id, revision, state);
  }

  private static Vulnerability vulnerability(String advisory, long since) {
    return new Vulnerability(advisory, "Bad.", Level.HIGH, "lodash", "4.17.20", "4.17.21", since);
  }

  private long heard(String id) {
    var rows =
        pool.preparedQuery("select revision from known_vulnerabilities where package_id = $1")
            .executeAndAwait(Tuple.of(UUID.fromString(id)))
            .iterator();
    return rows.hasNext() ? rows.next().getLong(0) : 0;
  }

  private static List<List<String>> advisories(Receiver receiver) {
    return receiver.calls().stream()
        .map(it -> it.event().at("/data/vulnerabilities").findValuesAsText("advisory"))
        .toList();
  }

  private static List<String> types(Receiver receiver) {
    return receiver.calls().stream().map(it -> it.event().get("type").asText()).toList();
  }

  private static void installedAt(String site, String id) {
    Submitting.installedAt(site, id);
    await()
        .atMost(LONG)
        .until(
            () -> Submitting.get(Tokens.centralIt(), id).path("data.installCount"),
            Integer.valueOf(1)::equals);
  }
}
