package dev.pluginsuite.deployment.policy;

import dev.pluginsuite.deployment.known.KnownSiteService;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Knows which policies hold where. A policy that cannot be read keeps the service from starting.
 */
@Startup
@ApplicationScoped
public class Policies {
  private final List<Policy> all;
  private final KnownSiteService sites;

  Policies(PolicyConfig config, KnownSiteService sites) {
    this.all =
        config.all().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(it -> Policy.of(it.getKey(), it.getValue()))
            .toList();
    this.sites = sites;
  }

  /** Those that hold for any of the sites, as these are known now. */
  public Uni<Ruling> of(List<String> siteIds) {
    return all.isEmpty() || siteIds.isEmpty()
        ? Uni.createFrom().item(Ruling.NONE)
        : sites.labels(siteIds).map(this::holding);
  }

  private Ruling holding(Collection<Map<String, String>> labels) {
    return new Ruling(all.stream().filter(it -> labels.stream().anyMatch(it::covers)).toList());
  }

  /** Those with these names, as far as there are any left of them. */
  public Ruling named(Collection<String> names) {
    return new Ruling(all.stream().filter(it -> names.contains(it.name())).toList());
  }
}
