package dev.pluginsuite.agent;

import java.util.Objects;

/** As the jar's manifest says. */
final class AgentVersion {
  static final String TEXT =
      Objects.requireNonNullElse(SiteAgent.class.getPackage().getImplementationVersion(), "dev");

  private AgentVersion() {}
}
