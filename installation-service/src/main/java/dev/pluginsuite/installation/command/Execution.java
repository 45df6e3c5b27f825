package dev.pluginsuite.installation.command;

import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.configuration.ConfigurationCheck;
import dev.pluginsuite.installation.install.InstallService;
import dev.pluginsuite.installation.install.Order;
import dev.pluginsuite.installation.install.Order.Replacement;
import dev.pluginsuite.installation.installation.Decision;
import dev.pluginsuite.installation.installation.Desired;
import dev.pluginsuite.installation.installation.InstallationService;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.secret.Setup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does what a command asks for, in its caller's transaction. */
@ApplicationScoped
class Execution {
  private static final Intention NOTHING =
      Intention.of(() -> Uni.createFrom().item(new Begun(null, Desired.UNINSTALLED, false, null)));

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
   * @param made whether the installation is there because of it
   * @param changed the generation by which it changed the site; null if it changed nothing
   */
  record Begun(
      @Nullable UUID installationId, Desired wanted, boolean made, @Nullable Long changed) {
    static Begun making(InstallationView it, Desired wanted) {
      return new Begun(it.id(), wanted, true, it.generation());
    }

    /** What was there has been changed, or was what it is to be already. */
    static Begun changing(InstallationView it, InstallationView after, Desired wanted) {
      var changed = it.generation() == after.generation() ? null : after.generation();
      return new Begun(it.id(), wanted, false, changed);
    }
  }

  /** Whether nothing is left of what it has begun: not, where somebody has gone on from there. */
  Uni<Boolean> takeBack(Command command) {
    var changed = command.changedGeneration;
    var installationId = command.installationId;
    return changed == null || installationId == null
        ? Uni.createFrom().item(true)
        : installations.takeBack(command.siteId, installationId, changed, decision(command.body));
  }

  Uni<Begun> begin(DeploymentCommand command, Instant now) {
    requireInTime(command, now);
    return intend(command).chain(it -> it.carryOut().get());
  }

  /** What it comes to at its site, which stays locked; nothing is changed yet. */
  Uni<Intention> intend(DeploymentCommand command) {
    return refuseSecrets(command).chain(() -> intention(command));
  }

  /** It may have been on its way for longer than the site was open. */
  private static void requireInTime(DeploymentCommand command, Instant now) {
    var until = command.until();
    if (until != null && now.isAfter(until)) {
      throw InstallationProblem.WINDOW_CLOSED.because(
          "The maintenance window of %s closed at %s.".formatted(command.siteId(), until));
    }
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

  private Uni<Intention> intention(DeploymentCommand command) {
    return switch (command.action()) {
      case INSTALL ->
          installations
              .find(command.siteId(), command.pluginId())
              .map(
                  it ->
                      it != null && it.isToBe(Desired.INSTALLED)
                          ? adopt(command, it)
                          : install(command));
      case UNINSTALL ->
          installations
              .find(command.siteId(), command.pluginId())
              .invoke(it -> requireUnchanged(command, it))
              .map(it -> it == null ? NOTHING : remove(command, it));
      case UPGRADE -> present(command).map(it -> upgrade(command, it));
      case ROLLBACK ->
          present(command)
              .invoke(it -> requireUnchanged(command, it))
              .chain(it -> goBack(command, it));
    };
  }

  /** What somebody has made of it since is not taken back with the rest. */
  private static void requireUnchanged(DeploymentCommand command, @Nullable InstallationView it) {
    var expected = command.expected();
    if (expected != null
        && it != null
        && !(it.id().equals(expected.installationId())
            && it.generation() == expected.generation())) {
      throw InstallationProblem.CHANGED_SINCE.because(
          "%s %s at %s was changed since the deployment."
              .formatted(it.pluginId(), it.version(), it.siteId()));
    }
  }

  private Intention install(DeploymentCommand command) {
    var order =
        new Order(
            command.siteId(),
            command.packageId(),
            command.configuration() == null ? Map.of() : command.configuration(),
            Map.of(),
            command.activate(),
            null,
            null,
            decision(command));
    return placing(order, wanted(command));
  }

  private Uni<InstallationView> present(DeploymentCommand command) {
    return installations
        .find(command.siteId(), command.pluginId())
        .onItem()
        .transform(it -> it != null && it.isToBe(Desired.INSTALLED) ? it : null)
        .onItem()
        .ifNull()
        .failWith(
            () ->
                InstallationProblem.NO_EARLIER_VERSION.because(
                    "%s has no %s.".formatted(command.siteId(), command.pluginId())));
  }

  private Intention upgrade(DeploymentCommand command, InstallationView it) {
    if (it.packageId().equals(command.packageId())) {
      return adopt(command, it);
    }
    var configuration =
        command.configuration() == null ? Map.<String, Object>of() : command.configuration();
    return replace(
        command, command.packageId(), Setup.of(configuration), new Replacement(it.id(), false));
  }

  /** By the earlier installation, which nobody can have changed since. */
  private Uni<Intention> goBack(DeploymentCommand command, InstallationView it) {
    var earlier = it.previousInstallationId();
    if (!it.packageId().equals(command.packageId()) || earlier == null) {
      throw InstallationProblem.NO_EARLIER_VERSION.because(
          "%s has %s %s, which came after nothing that could come back."
              .formatted(it.siteId(), it.pluginId(), it.version()));
    }
    return installations
        .get(earlier, SiteScope.ALL)
        .invoke(before -> requireSuperseded(before, it))
        .map(
            before ->
                replace(
                    command, before.packageId(), before.setup(), new Replacement(it.id(), true)));
  }

  private static void requireSuperseded(InstallationView before, InstallationView by) {
    if (!by.id().equals(before.supersededBy())) {
      throw InstallationProblem.NO_EARLIER_VERSION.because(
          "%s had no other version of %s before %s."
              .formatted(by.siteId(), by.pluginId(), by.version()));
    }
  }

  private Intention replace(
      DeploymentCommand command, UUID packageId, Setup setup, Replacement replaces) {
    var order =
        new Order(
            command.siteId(),
            packageId,
            setup.masked(),
            setup.secrets(),
            Map.of(),
            false,
            null,
            replaces,
            decision(command));
    return placing(order, Desired.INSTALLED);
  }

  private Intention placing(Order order, Desired wanted) {
    return new Intention(
        order, () -> installs.install(order).map(it -> Begun.making(it.installation(), wanted)));
  }

  /** What is there already is not installed again. */
  private Intention adopt(DeploymentCommand command, InstallationView it) {
    if (!it.packageId().equals(command.packageId()) || !hasConfiguration(it, command)) {
      throw InstallationProblem.ALREADY_INSTALLED.because(
          "%s has %s %s with its own configuration."
              .formatted(it.siteId(), it.pluginId(), it.version()));
    }
    var wanted = wanted(command);
    return it.isToBe(wanted)
        ? Intention.of(() -> Uni.createFrom().item(Begun.changing(it, it, wanted)))
        : Intention.of(
            () ->
                installations
                    .activate(it.id(), decision(command))
                    .map(after -> Begun.changing(it, after.installation(), wanted)));
  }

  private static boolean hasConfiguration(InstallationView it, DeploymentCommand command) {
    return command.configuration() == null
        || it.configuration().entrySet().containsAll(command.configuration().entrySet());
  }

  private Intention remove(DeploymentCommand command, InstallationView it) {
    return Intention.of(
        () ->
            installations
                .remove(it.id(), false, decision(command))
                .map(after -> Begun.changing(it, after.installation(), Desired.UNINSTALLED)));
  }

  private static Desired wanted(DeploymentCommand command) {
    return command.activate() ? Desired.ACTIVE : Desired.INSTALLED;
  }

  private static Decision decision(DeploymentCommand command) {
    var actor = new Actor(String.valueOf(command.requestedBy()), null);
    return Decision.of(actor, "deployment " + command.deploymentId());
  }
}
