package dev.pluginsuite.agent.reconcile;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.SiteReport;
import org.jspecify.annotations.Nullable;

/** One step did not work. */
final class StepFailure extends Exception {
  private static final int LONGEST = 2_000;

  private final Operation operation;
  private final DesiredState.@Nullable Plugin plugin;

  /**
   * @param plugin null if it is about something that no document ever named
   */
  StepFailure(Operation operation, DesiredState.@Nullable Plugin plugin, String error) {
    super(error.length() <= LONGEST ? error : error.substring(0, LONGEST) + "…");
    this.operation = operation;
    this.plugin = plugin;
  }

  DesiredState.@Nullable Plugin plugin() {
    return plugin;
  }

  SiteReport.Failure forReport(DesiredState.Plugin plugin) {
    return new SiteReport.Failure(
        plugin.planId(), plugin.installationId(), operation.toString(), error());
  }

  String summary() {
    return "%s %s: %s"
        .formatted(operation, plugin == null ? "unknown plugin" : plugin.pluginId(), error());
  }

  private String error() {
    return String.valueOf(getMessage());
  }
}
