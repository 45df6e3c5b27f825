package dev.pluginsuite.installation.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a site has that it should not, or the other way round.
 *
 * @param reportedAt when its agent was last heard of; what happened since is not known
 */
record DriftView(
    String siteId,
    long siteGeneration,
    long observedGeneration,
    @Nullable Instant reportedAt,
    List<Drift> plugins) {

  /**
   * One plugin.
   *
   * @param desired INSTALLED, ACTIVE, INACTIVE, UNINSTALLED, or REPLACED by another version
   * @param observed INSTALLED, ACTIVE, INACTIVE or ABSENT
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Drift(
      UUID installationId,
      String pluginId,
      String version,
      String desired,
      String observed,
      Instant since,
      @Nullable String error) {}
}
