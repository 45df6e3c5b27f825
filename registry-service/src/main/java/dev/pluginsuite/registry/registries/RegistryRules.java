package dev.pluginsuite.registry.registries;

import dev.pluginsuite.api.registry.RegistryType;
import org.jspecify.annotations.Nullable;

/** What the registry of a package says of submissions, decisions and mirrors. */
public record RegistryRules(
    String registryId, RegistryType type, @Nullable String enterpriseId, ReviewPolicy review) {
  /** One that names no enterprise is everybody's. */
  public boolean isOfEnterprise(@Nullable String other) {
    return enterpriseId == null || enterpriseId.equals(other);
  }
}
