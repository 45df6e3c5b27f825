package dev.pluginsuite.registry.installations;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.api.installation.InstallationStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The projection of what sites have. */
@ApplicationScoped
public class KnownInstallationService {
  /** What a site cannot have without having put it in place. */
  private static final Set<InstallationStatus> RUNS =
      EnumSet.of(
          InstallationStatus.INSTALLED, InstallationStatus.ACTIVE, InstallationStatus.INACTIVE);

  private static final String APPLY =
      """
      insert into known_installations as k (installation_id, site_id, package_id, live, in_desired_state, revision, ran)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      on conflict (installation_id) do update set site_id = excluded.site_id, package_id = excluded.package_id,
        live = excluded.live, in_desired_state = excluded.in_desired_state, revision = excluded.revision,
        ran = excluded.ran or (k.ran and k.package_id = excluded.package_id)
      where k.revision < excluded.revision""";
  private static final String MAY_FETCH =
      "select count(*) from KnownInstallation where packageId = :package and siteId in :sites and inDesiredState";
  private static final String RAN =
      "select count(*) from KnownInstallation where packageId = :package and siteId = :site and ran";
  private static final String COUNTS =
      "select packageId, count(*) from KnownInstallation where packageId in :packages and live group by packageId";

  private static final String SITES =
      "select distinct siteId from KnownInstallation where packageId = :package";

  @WithTransaction
  Uni<?> apply(StateEvent<InstallationState> event) {
    var it = event.state();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY)
                    .setParameter(1, it.installationId())
                    .setParameter(2, it.siteId())
                    .setParameter(3, it.packageId())
                    .setParameter(4, it.status().isLive())
                    .setParameter(5, it.inDesiredState())
                    .setParameter(6, event.revision())
                    .setParameter(7, RUNS.contains(it.status()))
                    .executeUpdate());
  }

  /** Whether one of the sites is told to have the package. */
  @WithSession
  public Uni<Boolean> isDesiredAt(UUID packageId, Set<String> sites) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(MAY_FETCH, Long.class)
                    .setParameter("package", packageId)
                    .setParameter("sites", sites)
                    .getSingleResult())
        .map(count -> count > 0);
  }

  /** Whether the site ever had the package in place, also if it has not any more. */
  @WithSession
  public Uni<Boolean> hasRun(UUID packageId, String siteId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(RAN, Long.class)
                    .setParameter("package", packageId)
                    .setParameter("site", siteId)
                    .getSingleResult())
        .map(count -> count > 0);
  }

  /** How many sites have each package; absent where none has. */
  @WithSession
  public Uni<Map<UUID, Long>> counts(Collection<UUID> packages) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(COUNTS, Object[].class)
                    .setParameter("packages", packages)
                    .getResultList())
        .map(
            rows -> {
              var counts = new HashMap<UUID, Long>();
              rows.forEach(row -> counts.put((UUID) row[0], (Long) row[1]));
              return counts;
            });
  }

  /** The sites that have the package or had it. */
  @WithSession
  public Uni<Set<String>> sites(UUID packageId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(SITES, String.class)
                    .setParameter("package", packageId)
                    .getResultList())
        .map(Set::copyOf);
  }
}
