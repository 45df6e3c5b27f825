package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.deployment.strategy.Strategy;
import dev.pluginsuite.deployment.strategy.Tally;
import dev.pluginsuite.deployment.strategy.Verdict;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some sites of a deployment, which are asked together. Changed with its deployment's row locked;
 * its counters belong to the statements that move targets.
 */
@Entity
@Table(name = "plugin_deployment_waves")
class Wave {
  @Id UUID id = Ids.next();

  @Column(name = "deployment_id")
  UUID deploymentId;

  int number;

  @Enumerated(EnumType.STRING)
  WaveStatus status = WaveStatus.PENDING;

  @Column(name = "target_count")
  int targetCount;

  @Column(name = "success_count", updatable = false)
  int successCount;

  @Column(name = "failure_count", updatable = false)
  int failureCount;

  @Column(name = "silent_count", updatable = false)
  int silentCount;

  @Column(name = "unhealthy_count", updatable = false)
  int unhealthyCount;

  @Column(name = "other_count", updatable = false)
  int otherCount;

  int forgiven;

  @Column(name = "started_at")
  @Nullable Instant startedAt;

  @Column(name = "soak_until")
  @Nullable Instant soakUntil;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @SuppressWarnings("NullAway.Init")
  protected Wave() {}

  Wave(UUID deploymentId, int number, int targetCount) {
    this.deploymentId = deploymentId;
    this.number = number;
    this.targetCount = targetCount;
  }

  int number() {
    return number;
  }

  boolean is(WaveStatus other) {
    return status == other;
  }

  Verdict verdict(Strategy strategy) {
    return strategy.verdict(tally());
  }

  Tally tally() {
    return new Tally(
        targetCount, successCount, failureCount, silentCount, unhealthyCount, otherCount, forgiven);
  }

  void start(Instant now) {
    status = WaveStatus.RUNNING;
    startedAt = startedAt == null ? now : startedAt;
    soakUntil = null;
    endedAt = null;
  }

  /** So many more sites come to it. What they do is watched as that of the others was. */
  void join(int sites, Instant now) {
    targetCount += sites;
    if (status == WaveStatus.SOAKING || status == WaveStatus.PASSED) {
      start(now);
    }
  }

  void soak(Instant until) {
    status = WaveStatus.SOAKING;
    soakUntil = until;
  }

  void pass(Instant now) {
    status = WaveStatus.PASSED;
    endedAt = now;
  }

  void breach(Instant now) {
    status = WaveStatus.BREACHED;
    endedAt = now;
  }

  /** Goes on in spite of what failed until now. */
  void forgive(Strategy strategy, Instant now) {
    forgiven = strategy.forgiven(tally());
    start(now);
  }

  /** Such as: wave 2: 3 of 10 sites that answered failed. */
  String says() {
    var answers =
        "Wave %d: of %d sites %d succeeded, %d failed, %d said nothing in time."
            .formatted(number, targetCount, successCount, failureCount, silentCount);
    return unhealthyCount == 0
        ? answers
        : answers + " %d of those that succeeded are not well since.".formatted(unhealthyCount);
  }
}
