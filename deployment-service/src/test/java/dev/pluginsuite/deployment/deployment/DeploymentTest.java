package dev.pluginsuite.deployment.deployment;

import static dev.pluginsuite.api.deployment.DeploymentStatus.CANCELLED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.COMPLETED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.FAILED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.IN_PROGRESS;
import static dev.pluginsuite.api.deployment.DeploymentStatus.PARTIALLY_FAILED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.PAUSED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.PENDING_APPROVAL;
import static dev.pluginsuite.api.deployment.DeploymentStatus.REJECTED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.ROLLED_BACK;
import static dev.pluginsuite.api.deployment.DeploymentStatus.ROLLING_BACK;
import static dev.pluginsuite.api.deployment.DeploymentStatus.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.api.deployment.DeploymentType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.deployment.known.KnownPackage;
import dev.pluginsuite.deployment.problem.DeploymentProblem;
import dev.pluginsuite.deployment.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeploymentTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private static final Person HIM = person("it@example.com", "sub-it");

  private static final Set<Move> DRAWN =
      Set.of(
          new Move(PENDING_APPROVAL, SCHEDULED),
          new Move(PENDING_APPROVAL, REJECTED),
          new Move(PENDING_APPROVAL, CANCELLED),
          new Move(SCHEDULED, PENDING_APPROVAL),
          new Move(SCHEDULED, IN_PROGRESS),
          new Move(SCHEDULED, CANCELLED),
          new Move(IN_PROGRESS, PAUSED),
          new Move(IN_PROGRESS, COMPLETED),
          new Move(IN_PROGRESS, PARTIALLY_FAILED),
          new Move(IN_PROGRESS, FAILED),
          new Move(IN_PROGRESS, CANCELLED),
          new Move(IN_PROGRESS, ROLLING_BACK),
          new Move(PAUSED, IN_PROGRESS),
          new Move(PAUSED, CANCELLED),
          new Move(PAUSED, ROLLING_BACK),
          new Move(CANCELLED, ROLLING_BACK),
          new Move(COMPLETED, ROLLING_BACK),
          new Move(PARTIALLY_FAILED, ROLLING_BACK),
          new Move(PARTIALLY_FAILED, IN_PROGRESS),
          new Move(FAILED, ROLLING_BACK),
          new Move(FAILED, IN_PROGRESS),
          new Move(ROLLING_BACK, ROLLED_BACK),
          new Move(ROLLING_BACK, PARTIALLY_FAILED));

  static Stream<Move> everyMove() {
    return states().flatMap(from -> states().map(to -> new Move(from, to)));
  }

  @ParameterizedTest
  @MethodSource("everyMove")
  void exactly_what_is_drawn_is_allowed(Move move) {
    assertThat(DeploymentLifecycle.canBecome(move.from, move.to)).isEqualTo(DRAWN.contains(move));
  }

  static Stream<Arguments> everyAction() {
    return states()
        .flatMap(
            from ->
                Stream.of(
                    action("hold", from, PENDING_APPROVAL, it -> it.awaitApproval(NOON)),
                    action("approve", from, SCHEDULED, it -> it.approve("her", null, NOON)),
                    action("reject", from, REJECTED, it -> it.reject(NOON)),
                    action("start", from, IN_PROGRESS, it -> it.start(NOON)),
                    action("cancel", from, CANCELLED, it -> it.cancel("cancelled", NOON)),
                    action("pause", from, PAUSED, it -> it.pause("paused")),
                    action("resume", from, IN_PROGRESS, Deployment::resume),
                    action("roll back", from, ROLLING_BACK, it -> it.rollBack("rolled back")),
                    action("settle", from, COMPLETED, it -> it.settle(NOON))));
  }

  @ParameterizedTest(name = "{0} when {1}")
  @MethodSource("everyAction")
  void every_action_in_every_state_does_what_is_drawn_or_is_refused(
      String action, DeploymentStatus from, DeploymentStatus to, Consumer<Deployment> verb) {
    var deployment = deployment(from, 3, 0);
    var revision = deployment.revision;

    if (DRAWN.contains(new Move(from, to))) {
      verb.accept(deployment);

      assertThat(deployment.status).isEqualTo(to);
      assertThat(deployment.revision).isEqualTo(revision + 1);
    } else {
      assertThatThrownBy(() -> verb.accept(deployment))
          .isInstanceOfSatisfying(
              Problem.class,
              refusal -> {
                assertThat(refusal.type()).isEqualTo(DeploymentProblem.ILLEGAL_TRANSITION);
                assertThat(refusal.detail()).contains(from.name(), to.name());
              });
      assertThat(deployment.status).isEqualTo(from);
      assertThat(deployment.revision).isEqualTo(revision);
    }
  }

  @Test
  void it_ends_as_its_sites_did() {
    assertThat(settled(3, 0)).isEqualTo(COMPLETED);
    assertThat(settled(2, 1)).isEqualTo(PARTIALLY_FAILED);
    assertThat(settled(0, 3)).isEqualTo(FAILED);
  }

  @ParameterizedTest
  @EnumSource(DeploymentStatus.class)
  void what_was_announced_is_known_to_be(DeploymentStatus status) {
    var deployment = deployment(status, 1, 2);

    var state = deployment.announce(NOON);

    assertThat(state.status()).isEqualTo(status);
    assertThat(state.successCount()).isEqualTo(1);
    assertThat(state.failureCount()).isEqualTo(2);
    assertThat(deployment.announcedRevision).isEqualTo(deployment.revision);
  }

  @Test
  void going_back_waits_for_windows_only_if_the_strategy_says_so() {
    var deployment = deployment(IN_PROGRESS, 1, 0);
    assertThat(new Deployment(deployment, true, Why.NONE, "it", NOON).ignoresWindows).isTrue();

    deployment.strategy =
        new Strategy(
            null, null, null, null, null, null, null, null, null, null, Duration.ofDays(1), true);
    var back = new Deployment(deployment, true, Why.NONE, "it", NOON);

    assertThat(back.ignoresWindows).isFalse();
    assertThat(back.strategy.windowTimeout()).isEqualTo(Duration.ofDays(1));
  }

  private static DeploymentStatus settled(int successes, int failures) {
    var deployment = deployment(IN_PROGRESS, successes, failures);
    deployment.settle(NOON);
    return deployment.status;
  }

  private static Deployment deployment(DeploymentStatus status, int successes, int failures) {
    var request =
        new DeploymentRequest(
            UUID.randomUUID(),
            List.of("site-1", "site-2", "site-3"),
            null,
            DeploymentType.INSTALL,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    var what =
        new KnownPackage(
            request.packageId(), "risk-analyzer", "1.0.0", PackageStatus.APPROVED, Set.of());
    var deployment = new Deployment(request, what, 3, "0".repeat(64), HIM, NOON);
    deployment.status = status;
    deployment.successCount = successes;
    deployment.failureCount = failures;
    return deployment;
  }

  private static Person person(String name, String principal) {
    return new Person(new Actor(name, null), principal);
  }

  @Test
  void a_second_person_has_another_principal_and_another_name() {
    var deployment = deployment(PENDING_APPROVAL, 0, 0);

    assertThat(deployment.isBy(HIM)).isTrue();
    assertThat(deployment.isBy(person("it-of-old@example.com", "sub-it"))).isTrue();
    assertThat(deployment.isBy(person("IT@example.com", "sub-new"))).isTrue();
    assertThat(deployment.isBy(person("her@example.com", "sub-her"))).isFalse();
  }

  @Test
  void an_approval_does_not_outlast_the_next_hold() {
    var deployment = deployment(PENDING_APPROVAL, 0, 0);
    deployment.approve("her", "CHG0000001", NOON);

    deployment.awaitApproval(NOON);

    assertThat(deployment.isApproved()).isFalse();
    assertThat(deployment.changeReference).isEqualTo("CHG0000001");
  }

  private static Arguments action(
      String name, DeploymentStatus from, DeploymentStatus to, Consumer<Deployment> verb) {
    return Arguments.of(name, from, to, verb);
  }

  private static Stream<DeploymentStatus> states() {
    return Arrays.stream(DeploymentStatus.values());
  }

  record Move(DeploymentStatus from, DeploymentStatus to) {}
}
