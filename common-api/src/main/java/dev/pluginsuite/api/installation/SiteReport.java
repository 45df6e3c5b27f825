package dev.pluginsuite.api.installation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The whole observed state of a site, sent by its agent after every change and every five minutes.
 *
 * @param siteGeneration of the document this state was reconciled against
 * @param failure why that document could not be reached; the plugins then are the old set, restored
 * @param found what the suite did not put there; null if the agent does not look
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SiteReport(
    long siteGeneration,
    Instant observedAt,
    String agentVersion,
    List<Plugin> plugins,
    @Nullable Failure failure,
    @Nullable List<Found> found) {

  /** Of an agent that does not look for what others put there. */
  public SiteReport(
      long siteGeneration,
      Instant observedAt,
      String agentVersion,
      List<Plugin> plugins,
      @Nullable Failure failure) {
    this(siteGeneration, observedAt, agentVersion, plugins, failure, null);
  }

  /**
   * A plugin that somebody else put into the plugins' folder.
   *
   * @param name of its file or folder there
   * @param checksum SHA-256 of the package it came from, where the agent can tell
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Found(
      String pluginId, @Nullable String version, @Nullable String checksum, String name) {}

  /** One plugin that is on the site's disk. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Plugin(
      UUID installationId,
      long generation,
      UUID packageId,
      String pluginId,
      String version,
      DesiredState.Action state) {}

  /**
   * The first thing that went wrong, after all tries.
   *
   * @param operation download, verify, unpack, activate, deactivate or remove
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Failure(UUID planId, UUID installationId, String operation, String error) {}
}
