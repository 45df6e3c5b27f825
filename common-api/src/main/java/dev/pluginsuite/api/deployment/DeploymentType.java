package dev.pluginsuite.api.deployment;

/** What a deployment does at each of its sites. */
public enum DeploymentType {
  INSTALL,
  UPGRADE,
  ROLLBACK,
  UNINSTALL
}
