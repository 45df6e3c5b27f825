package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.installation.SiteReport;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a site was last seen to have of an installation. */
@Embeddable
class Sighting {
  @Enumerated(EnumType.STRING)
  Observed observed = Observed.ABSENT;

  /** The newest generation that the site has reported on. */
  @Column(name = "observed_generation")
  long observedGeneration;

  @Column(name = "installed_at")
  @Nullable Instant installedAt;

  @Column(name = "activated_at")
  @Nullable Instant activatedAt;

  @Column(name = "deactivated_at")
  @Nullable Instant deactivatedAt;

  /**
   * @param latest generation that the site was told: a later one has not been, whatever is reported
   */
  void see(SiteReport.@Nullable Plugin reported, long latest, Instant now) {
    var before = observed;
    observed = Observed.of(reported, activatedAt != null);
    if (reported != null) {
      reach(Math.min(reported.generation(), latest));
    }
    if (isThere() && installedAt == null) {
      installedAt = now;
    }
    if (observed == Observed.ACTIVE && before != Observed.ACTIVE) {
      activatedAt = now;
      deactivatedAt = null;
    } else if (before == Observed.ACTIVE && observed != Observed.ACTIVE) {
      deactivatedAt = now;
    }
  }

  /** Another version was there before: whether the plugin ever ran is known. */
  void continueFrom(Sighting earlier) {
    activatedAt = earlier.activatedAt;
    deactivatedAt = earlier.deactivatedAt;
  }

  void reach(long generation) {
    observedGeneration = Math.max(observedGeneration, generation);
  }

  boolean isThere() {
    return observed != Observed.ABSENT;
  }

  /** Whether it ever was there. */
  boolean hasArrived() {
    return installedAt != null;
  }
}
