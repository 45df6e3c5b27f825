package dev.pluginsuite.installation.command;

import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.configuration.ConfigurationCheck;
import dev.pluginsuite.installation.install.InstallService;
import dev.pluginsuite.installation.install.Order;
import dev.pluginsuite.installation.installation.Decision;
import dev.pluginsuite.installation.installation.Desired;
import dev.pluginsuite.installation.installation.InstallationService;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.packages.PackageService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does what a command asks for, in its caller's transaction. */
@ApplicationScoped
class Execution {
  private final InstallService installs;
  private final InstallationService installations;
  private final PackageService packages;

  Execution(InstallService installs, InstallationService installations, PackageService packages) {
    this.packages = packages;
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
    return refuseSecrets(command).chain(() -> act(command));
  }

  /** Of a package that is not known yet somebody else will say so. */
  private Uni<Void> refuseSecrets(DeploymentCommand command) {
    var configuration = command.configuration();
    if (configuration == null || configuration.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return packages
        .all(List.of(command.packageId()))
        .invoke(found -> found.forEach(it -> refuseSecrets(it, configuration)))
        .replaceWithVoid();
  }

  private static void refuseSecrets(PackageState it, Map<String, Object> configuration) {
    var manifest = it.manifest();
    if (manifest != null) {
      ConfigurationCheck.refuseSecrets("configuration", manifest.configuration(), configuration);
    }
  }

  private Uni<Begun> act(DeploymentCommand command) {
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
