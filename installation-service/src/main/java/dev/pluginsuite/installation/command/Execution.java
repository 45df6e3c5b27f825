package dev.pluginsuite.installation.command;

import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.install.InstallService;
import dev.pluginsuite.installation.install.Order;
import dev.pluginsuite.installation.installation.Decision;
import dev.pluginsuite.installation.installation.Desired;
import dev.pluginsuite.installation.installation.InstallationService;
import dev.pluginsuite.installation.installation.InstallationView;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does what a command asks for, in its caller's transaction. */
@ApplicationScoped
class Execution {
  private final InstallService installs;
  private final InstallationService installations;

  Execution(InstallService installs, InstallationService installations) {
    this.installs = installs;
    this.installations = installations;
  }

  /**
   * What was set going.
   *
   * @param installationId null if there was nothing to do
   */
  record Begun(@Nullable UUID installationId, Desired wanted) {}

  Uni<Begun> begin(DeploymentCommand command) {
    return switch (command.action()) {
      case INSTALL ->
          installations
              .find(command.siteId(), command.pluginId())
              .chain(
                  it ->
                      it != null && it.isToBe(Desired.INSTALLED)
                          ? adopt(command, it)
                          : install(command));
      case UNINSTALL ->
          installations
              .find(command.siteId(), command.pluginId())
              .chain(it -> it == null ? nothing() : remove(command, it));
      case UPGRADE, ROLLBACK ->
          throw InstallationProblem.NOT_YET_SUPPORTED.because(
              "%s is not supported by this release.".formatted(command.action()));
    };
  }

  private Uni<Begun> install(DeploymentCommand command) {
    var order =
        new Order(
            command.siteId(),
            command.packageId(),
            command.configuration() == null ? Map.of() : command.configuration(),
            Map.of(),
            command.activate(),
            null,
            decision(command));
    return installs.install(order).map(it -> new Begun(it.installation().id(), wanted(command)));
  }

  /** What is there already is not installed again. */
  private Uni<Begun> adopt(DeploymentCommand command, InstallationView it) {
    if (!it.packageId().equals(command.packageId()) || !hasConfiguration(it, command)) {
      throw InstallationProblem.ALREADY_INSTALLED.because(
          "%s has %s %s with its own configuration."
              .formatted(it.siteId(), it.pluginId(), it.version()));
    }
    var begun = new Begun(it.id(), wanted(command));
    return it.isToBe(begun.wanted())
        ? Uni.createFrom().item(begun)
        : installations.activate(it.id(), decision(command)).replaceWith(begun);
  }

  private static boolean hasConfiguration(InstallationView it, DeploymentCommand command) {
    return command.configuration() == null
        || it.configuration().entrySet().containsAll(command.configuration().entrySet());
  }

  private Uni<Begun> remove(DeploymentCommand command, InstallationView it) {
    return installations
        .remove(it.id(), false, decision(command))
        .replaceWith(new Begun(it.id(), Desired.UNINSTALLED));
  }

  private static Uni<Begun> nothing() {
    return Uni.createFrom().item(new Begun(null, Desired.UNINSTALLED));
  }

  private static Desired wanted(DeploymentCommand command) {
    return command.activate() ? Desired.ACTIVE : Desired.INSTALLED;
  }

  private static Decision decision(DeploymentCommand command) {
    var actor = new Actor(String.valueOf(command.requestedBy()), null);
    return Decision.of(actor, "deployment " + command.deploymentId());
  }
}
