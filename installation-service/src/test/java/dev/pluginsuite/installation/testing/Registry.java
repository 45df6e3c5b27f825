package dev.pluginsuite.installation.testing;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.manifest.ConfigurationProperty;
import dev.pluginsuite.api.manifest.Manifest;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RegistryState;
import dev.pluginsuite.api.registry.RegistryType;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.common.testing.TestKafka;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What registry-service would say. */
public final class Registry {
  public static final String ENTERPRISE = "enterprise";

  private Registry() {}

  /** A package as tests describe it. */
  public record Draft(
      String pluginId,
      String version,
      Map<String, String> dependencies,
      Map<String, ConfigurationProperty> configuration,
      String mesVersion,
      LicenseType licenseType) {

    public static Draft of(String pluginId, String version) {
      return new Draft(pluginId, version, Map.of(), Map.of(), "*", LicenseType.FREE);
    }

    public Draft needing(Map<String, String> ranges) {
      return new Draft(pluginId, version, ranges, configuration, mesVersion, licenseType);
    }

    public Draft configuredBy(Map<String, ConfigurationProperty> properties) {
      return new Draft(pluginId, version, dependencies, properties, mesVersion, licenseType);
    }

    public Draft forMes(String range) {
      return new Draft(pluginId, version, dependencies, configuration, range, licenseType);
    }

    public Draft licensed(LicenseType type) {
      return new Draft(pluginId, version, dependencies, configuration, mesVersion, type);
    }
  }

  public static void sayEnterprise() {
    var state = new RegistryState(ENTERPRISE, RegistryType.ENTERPRISE, "All", null, null, true);
    TestKafka.say(Topic.REGISTRIES.topicName(), ENTERPRISE, 1, state);
  }

  public static UUID approve(Draft draft) {
    var id = UUID.randomUUID();
    say(id, draft, PackageStatus.APPROVED, 2, null);
    return id;
  }

  public static void revoke(UUID id, Draft draft, String reason) {
    say(id, draft, PackageStatus.REVOKED, 3, reason);
  }

  /**
   * @param revision 3 for the first time, more for each that is stricter
   */
  public static void revoke(
      UUID id, Draft draft, String reason, long revision, PackageState.Revocation how) {
    var state = state(id, draft, PackageStatus.REVOKED, reason, how);
    TestKafka.say(Topic.PACKAGES.topicName(), id, revision, state);
  }

  public static void say(
      UUID id,
      Draft draft,
      PackageStatus status,
      long revision,
      @org.jspecify.annotations.Nullable String reason) {
    TestKafka.say(Topic.PACKAGES.topicName(), id, revision, state(id, draft, status, reason, null));
  }

  private static PackageState state(
      UUID id,
      Draft draft,
      PackageStatus status,
      @org.jspecify.annotations.Nullable String reason,
      PackageState.@org.jspecify.annotations.Nullable Revocation revocation) {
    var manifest =
        new Manifest(
            draft.pluginId(),
            draft.pluginId(),
            draft.version(),
            "Acme",
            "1.0.0",
            null,
            null,
            draft.licenseType(),
            draft.mesVersion(),
            List.of(),
            null,
            draft.dependencies(),
            draft.configuration(),
            null);
    return new PackageState(
        id,
        ENTERPRISE,
        draft.pluginId(),
        draft.version(),
        status,
        ValidationStatus.PASSED,
        UUID.randomUUID(),
        "ab".repeat(32),
        1234,
        manifest,
        null,
        RiskLevel.LOW,
        draft.licenseType(),
        "/admin/plugin-registry/packages/" + id + "/content",
        "/admin/plugin-registry/packages/" + id + "/attestation",
        "dev@example.com",
        Instant.now(),
        reason,
        null,
        revocation);
  }
}
