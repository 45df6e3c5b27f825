package dev.pluginsuite.deployment.deployment;

import java.util.List;

/** The policies that hold for a deployment, as they are kept with it. */
record PolicyNames(List<String> names) {
  static final PolicyNames NONE = new PolicyNames(List.of());
}
