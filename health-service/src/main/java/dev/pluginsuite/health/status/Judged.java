package dev.pluginsuite.health.status;

import dev.pluginsuite.api.health.HealthState;
import dev.pluginsuite.api.health.HealthState.Reason;
import dev.pluginsuite.api.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of an installation that was judged.
 *
 * @param told null when there is nothing new to tell
 * @param over whether nothing more is to come
 */
record Judged(
    UUID id,
    HealthStatus status,
    Instant since,
    @Nullable Instant unwellSince,
    List<Reason> reasons,
    Figures figures,
    long revision,
    @Nullable HealthState told,
    boolean over) {

  static Judged of(Due due, Verdict verdict, Duration interval) {
    var since = due.isStill(verdict.status()) ? due.since() : due.now();
    var news = due.isNews(verdict);
    return new Judged(
        due.id(),
        verdict.status(),
        since,
        due.unwellSince(verdict.status()),
        verdict.reasons(),
        Figures.of(verdict.window()),
        news ? due.revision() + 1 : due.revision(),
        news ? state(due, verdict, since, interval) : null,
        due.isGone() && verdict.window().isEmpty());
  }

  private static HealthState state(Due due, Verdict verdict, Instant since, Duration interval) {
    var window = verdict.window();
    return new HealthState(
        due.id(),
        due.siteId(),
        due.pluginId(),
        due.packageId(),
        due.version(),
        due.generation(),
        verdict.status(),
        since,
        verdict.reasons(),
        window.errors(),
        window.warnings(),
        Math.toIntExact(window.samples()),
        due.now().minus(interval.multipliedBy(StatusRule.WINDOW)),
        due.now());
  }
}
