package dev.pluginsuite.api.installation;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Everything a site should run. What is absent is to be removed. The last one always wins.
 *
 * @param siteGeneration grows with every change and never restarts
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DesiredState(String siteId, long siteGeneration, List<Plugin> plugins) {

  /**
   * One plugin the site should have.
   *
   * @param generation of the site in which this entry last changed
   * @param planId the change it belongs to, which succeeds or is reverted whole
   * @param requires plugin ids that have to be started before it and stopped after it
   * @param secretRefs secret configuration values, which are fetched by reference
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Plugin(
      UUID installationId,
      long generation,
      UUID planId,
      String pluginId,
      Action action,
      PackageRef packageRef,
      List<String> requires,
      Map<String, Object> configuration,
      List<SecretRef> secretRefs) {}

  /**
   * Where one secret value is to be had. A value never changes under its reference: another value
   * is another reference, with which the entry and its generation change.
   *
   * @param name of the configuration property
   * @param revision counts the values that the property has had
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SecretRef(String name, UUID ref, long revision) {}

  /**
   * Which bytes, and where they and their approval are to be had.
   *
   * @param checksum SHA-256, lower-case hex
   * @param size in bytes
   * @param contentUrl path below the API base
   * @param attestationUrl path below the API base
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PackageRef(
      UUID packageId,
      String version,
      String checksum,
      long size,
      String contentUrl,
      String attestationUrl) {}

  /** Unpacked only, or running in the MES too. */
  public enum Action {
    INSTALLED,
    ACTIVE,
    /** An action of a newer release: the agent leaves the plugin as it is and says so. */
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
