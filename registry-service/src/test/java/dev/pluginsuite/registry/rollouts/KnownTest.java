package dev.pluginsuite.registry.rollouts;

import static dev.pluginsuite.api.deployment.DeploymentStatus.COMPLETED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.IN_PROGRESS;
import static dev.pluginsuite.api.deployment.DeploymentStatus.PAUSED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.PENDING_APPROVAL;
import static dev.pluginsuite.api.deployment.DeploymentStatus.REJECTED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.ROLLED_BACK;
import static dev.pluginsuite.api.deployment.DeploymentStatus.ROLLING_BACK;
import static dev.pluginsuite.api.deployment.DeploymentStatus.SCHEDULED;
import static dev.pluginsuite.registry.notices.NoticeType.DEPLOYMENT_AWAITING_APPROVAL;
import static dev.pluginsuite.registry.notices.NoticeType.DEPLOYMENT_BREACHED;
import static dev.pluginsuite.registry.notices.NoticeType.DEPLOYMENT_ENDED;
import static dev.pluginsuite.registry.notices.NoticeType.DEPLOYMENT_STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.registry.notices.NoticeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KnownTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  static Stream<Arguments> changes() {
    return Stream.of(
        change(null, PENDING_APPROVAL, null, DEPLOYMENT_AWAITING_APPROVAL),
        change(known(PENDING_APPROVAL), PENDING_APPROVAL, null),
        change(known(SCHEDULED), PENDING_APPROVAL, null, DEPLOYMENT_AWAITING_APPROVAL),
        change(known(PENDING_APPROVAL), REJECTED, "rejected", DEPLOYMENT_ENDED),
        change(null, SCHEDULED, null),
        change(known(SCHEDULED), IN_PROGRESS, null, DEPLOYMENT_STARTED),
        change(null, IN_PROGRESS, null, DEPLOYMENT_STARTED),
        change(known(IN_PROGRESS), IN_PROGRESS, null),
        change(known(IN_PROGRESS), PAUSED, "paused"),
        change(known(IN_PROGRESS), PAUSED, "breached", DEPLOYMENT_BREACHED),
        change(known(IN_PROGRESS), IN_PROGRESS, "breached", DEPLOYMENT_BREACHED),
        change(new Known(PAUSED, true), PAUSED, "breached"),
        change(new Known(PAUSED, true), IN_PROGRESS, null),
        change(known(IN_PROGRESS), COMPLETED, null, DEPLOYMENT_ENDED),
        change(known(COMPLETED), COMPLETED, null),
        change(known(COMPLETED), ROLLING_BACK, "rolled back"),
        change(known(ROLLING_BACK), ROLLED_BACK, null, DEPLOYMENT_ENDED),
        change(known(COMPLETED), ROLLED_BACK, null, DEPLOYMENT_ENDED),
        change(
            known(SCHEDULED), ROLLING_BACK, "breached", DEPLOYMENT_STARTED, DEPLOYMENT_BREACHED));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void each_change_is_told_once(
      @Nullable Known before,
      DeploymentStatus status,
      @Nullable String reason,
      List<NoticeType> told) {
    var state = Rollouts.state(UUID.randomUUID(), status, reason, null);

    assertThat(Known.news(before, state, NOW)).isEqualTo(told);
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        Arguments.of(Duration.ofHours(23), List.of(DEPLOYMENT_ENDED)),
        Arguments.of(Duration.ofHours(25), List.of()));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void what_is_long_over_when_it_is_first_heard_of_is_no_news(Duration ago, List<NoticeType> told) {
    var state = Rollouts.state(UUID.randomUUID(), COMPLETED, null, NOW.minus(ago));

    assertThat(Known.news(null, state, NOW)).isEqualTo(told);
  }

  private static Known known(DeploymentStatus status) {
    return new Known(status, false);
  }

  private static Arguments change(
      @Nullable Known before,
      DeploymentStatus status,
      @Nullable String reason,
      NoticeType... told) {
    return Arguments.of(before, status, reason, List.of(told));
  }
}
