package dev.pluginsuite.api.registry;

/** Whose store of plugins a registry is. */
public enum RegistryType {
  ENTERPRISE,
  SITE,
  DEVELOPER
}
