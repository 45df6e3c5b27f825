package dev.pluginsuite.installation.site;

import dev.pluginsuite.api.installation.SiteStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A site, for callers and for the other features.
 *
 * @param registries in the order of use; null for the site's own and then its enterprise's
 * @param siteGeneration of its desired state
 */
public record SiteView(
    String id,
    String name,
    @Nullable String enterpriseId,
    String mesVersion,
    String apiVersion,
    boolean development,
    Map<String, String> labels,
    @Nullable List<String> registries,
    SiteStatus status,
    long siteGeneration,
    @Nullable Instant lastContactAt,
    @Nullable String agentVersion,
    Instant createdAt) {

  static SiteView of(Site it) {
    return new SiteView(
        it.id,
        it.name,
        it.enterpriseId,
        it.mesVersion,
        it.apiVersion,
        it.development,
        it.labels,
        it.registries == null ? null : it.registries.ids(),
        it.status,
        it.generation,
        it.lastContactAt,
        it.agentVersion,
        it.createdAt);
  }

  @com.fasterxml.jackson.annotation.JsonIgnore
  public boolean isActive() {
    return status == SiteStatus.ACTIVE;
  }
}
