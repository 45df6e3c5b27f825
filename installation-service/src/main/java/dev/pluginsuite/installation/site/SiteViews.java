package dev.pluginsuite.installation.site;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Sites as they look at this moment. */
@ApplicationScoped
class SiteViews {
  private final SiteConfig config;
  private final Clock clock;

  SiteViews(SiteConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  SiteView of(Site it) {
    return SiteView.of(it, clock.instant().minus(config.silentAfter()));
  }
}
