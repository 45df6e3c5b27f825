package dev.pluginsuite.health.fleet;

import dev.pluginsuite.api.health.HealthStatus;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Which installations are meant; null for all. */
class FleetFilter {
  @QueryParam("status")
  public @Nullable HealthStatus status;

  @QueryParam("pluginId")
  public @Nullable String pluginId;

  @QueryParam("version")
  public @Nullable String version;

  @QueryParam("siteId")
  public @Nullable String siteId;

  String statusOrAny() {
    return status == null ? "" : status.name();
  }

  String pluginOrAny() {
    return pluginId == null ? "" : pluginId;
  }

  String versionOrAny() {
    return version == null ? "" : version;
  }

  String siteOrAny() {
    return siteId == null ? "" : siteId;
  }
}
