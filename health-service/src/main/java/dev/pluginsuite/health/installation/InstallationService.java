package dev.pluginsuite.health.installation;

import static dev.pluginsuite.health.problem.HealthProblem.INSTALLATION_NOT_FOUND;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.common.security.SiteScope;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Knows the installations, and never refuses one only because it has just been made. */
@ApplicationScoped
public class InstallationService {
  private static final List<Topic> HEARD = List.of(Topic.INSTALLATIONS);

  private final InstallationRepository installations;
  private final CatchUp catchUp;

  InstallationService(InstallationRepository installations, CatchUp catchUp) {
    this.installations = installations;
    this.catchUp = catchUp;
  }

  @WithTransaction
  public Uni<Void> apply(StateEvent<InstallationState> event) {
    return installations.apply(event);
  }

  /** One at a site of the scope; one elsewhere does not exist for the caller. */
  public Uni<KnownInstallation> get(UUID id, SiteScope scope) {
    return catchUp.on(HEARD, () -> look(id, scope));
  }

  private Uni<KnownInstallation> look(UUID id, SiteScope scope) {
    return installations
        .find(Set.of(id))
        .map(
            found ->
                found.stream()
                    .filter(it -> scope.contains(it.siteId()))
                    .findFirst()
                    .orElseThrow(() -> unknown(Set.of(id))));
  }

  /** Those of the ids that are at the site. */
  public Uni<Map<UUID, KnownInstallation>> atSite(String siteId, Set<UUID> ids) {
    return catchUp
        .on(HEARD, () -> findAt(siteId, ids).invoke(found -> requireAll(ids, found.keySet())))
        .onFailure(Problem.class)
        .recoverWithUni(() -> findAt(siteId, ids));
  }

  private Uni<Map<UUID, KnownInstallation>> findAt(String siteId, Set<UUID> ids) {
    return installations
        .find(ids)
        .map(
            found ->
                found.stream()
                    .filter(it -> it.siteId().equals(siteId))
                    .collect(
                        Collectors.toMap(KnownInstallation::installationId, Function.identity())));
  }

  private static void requireAll(Set<UUID> ids, Set<UUID> found) {
    if (!found.containsAll(ids)) {
      throw unknown(ids);
    }
  }

  private static Problem unknown(Set<UUID> ids) {
    return INSTALLATION_NOT_FOUND.because("No installation %s.".formatted(ids.iterator().next()));
  }
}
