package dev.pluginsuite.installation.site;

import dev.pluginsuite.api.installation.MaintenanceWindow;
import dev.pluginsuite.api.installation.SiteStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A site, for callers and for the other features.
 *
 * @param registries in the order of use; null for the site's own and then its enterprise's
 * @param maintenanceWindows when deployments may change it; always, if none
 * @param drift whether a plugin is not what it should be
 * @param observedGeneration the newest document that the agent has reported on
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
    SitePolicies policies,
    List<MaintenanceWindow> maintenanceWindows,
    SiteStatus status,
    long siteGeneration,
    long observedGeneration,
    boolean drift,
    SiteContact contact,
    @Nullable Instant lastContactAt,
    @Nullable String agentVersion,
    @Nullable Instant offboardBy,
    Instant createdAt) {

  static SiteView of(Site it, Instant silentSince) {
    return new SiteView(
        it.id,
        it.name,
        it.enterpriseId,
        it.mesVersion,
        it.apiVersion,
        it.development,
        it.labels,
        it.registries == null ? null : it.registries.ids(),
        new SitePolicies(it.requiresReason, it.requiresChangeReference),
        it.windows(),
        it.status,
        it.generation,
        it.observedGeneration,
        it.drifting > 0,
        contact(it, silentSince),
        it.lastContactAt,
        it.agentVersion,
        it.offboardBy,
        it.createdAt);
  }

  private static SiteContact contact(Site it, Instant silentSince) {
    return it.lastContactAt == null || it.lastContactAt.isBefore(silentSince)
        ? SiteContact.SILENT
        : SiteContact.CONNECTED;
  }

  /** The same site, as it would be with other versions. */
  public SiteView running(@Nullable String otherMes, @Nullable String otherApi) {
    return new SiteView(
        id,
        name,
        enterpriseId,
        otherMes == null ? mesVersion : otherMes,
        otherApi == null ? apiVersion : otherApi,
        development,
        labels,
        registries,
        policies,
        maintenanceWindows,
        status,
        siteGeneration,
        observedGeneration,
        drift,
        contact,
        lastContactAt,
        agentVersion,
        offboardBy,
        createdAt);
  }

  @com.fasterxml.jackson.annotation.JsonIgnore
  public boolean isActive() {
    return status == SiteStatus.ACTIVE;
  }
}
