package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.registry.installations.KnownInstallationService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Who may have the bytes of a package: people what they see, agents what their site is to have. */
@ApplicationScoped
class ContentAccess {
  private final PackageService packages;
  private final KnownInstallationService installations;
  private final CatchUp catchUp;

  ContentAccess(PackageService packages, KnownInstallationService installations, CatchUp catchUp) {
    this.packages = packages;
    this.installations = installations;
    this.catchUp = catchUp;
  }

  Uni<PluginPackage> to(UUID id, Caller caller) {
    if (caller.is(Roles.SITE_AGENT)) {
      var sites = caller.namedSites();
      return catchUp
          .on(List.of(Topic.INSTALLATIONS), () -> desired(id, sites))
          .chain(() -> packages.get(id));
    }
    return packages.get(id, PackageVisibility.of(caller));
  }

  private Uni<Void> desired(UUID id, Set<String> sites) {
    return installations
        .isDesiredAt(id, sites)
        .invoke(
            desired -> {
              if (!desired) {
                throw CommonProblem.NOT_FOUND.because(
                    "Package %s is not in your desired state.".formatted(id));
              }
            })
        .replaceWithVoid();
  }
}
