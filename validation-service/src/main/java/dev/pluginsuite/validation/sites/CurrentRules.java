package dev.pluginsuite.validation.sites;

import dev.pluginsuite.validation.manifest.ManifestRules;
import dev.pluginsuite.validation.rules.RulesConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What manifests are checked against now: the configuration and the sites there are. */
@ApplicationScoped
public class CurrentRules {
  private final ManifestRules configured;
  private final KnownSiteService sites;

  CurrentRules(RulesConfig config, KnownSiteService sites) {
    this.configured = config.rules();
    this.sites = sites;
  }

  public Uni<ManifestRules> get() {
    return sites.mesVersions().map(configured::withMesVersions);
  }
}
