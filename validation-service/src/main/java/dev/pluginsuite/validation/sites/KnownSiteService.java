package dev.pluginsuite.validation.sites;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.installation.SiteState;
import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.api.version.SemVer;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The projection of the sites. */
@ApplicationScoped
public class KnownSiteService {
  private static final String APPLY =
      """
      insert into known_sites as k (site_id, mes_version, live, revision) values (?1, ?2, ?3, ?4)
      on conflict (site_id) do update set mes_version = excluded.mes_version, live = excluded.live,
        revision = excluded.revision
      where k.revision < excluded.revision""";
  private static final String VERSIONS =
      "select distinct mesVersion from KnownSite where live = true";

  @WithTransaction
  Uni<?> apply(StateEvent<SiteState> event) {
    var site = event.state();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY)
                    .setParameter(1, site.siteId())
                    .setParameter(2, site.mesVersion())
                    .setParameter(3, isLive(site.status()))
                    .setParameter(4, event.revision())
                    .executeUpdate());
  }

  /** The versions of all sites that have, or will have, plugins. */
  @WithSession
  public Uni<List<SemVer>> mesVersions() {
    return Panache.getSession()
        .chain(session -> session.createQuery(VERSIONS, String.class).getResultList())
        .map(texts -> texts.stream().map(SemVer::parse).flatMap(Optional::stream).toList());
  }

  private static boolean isLive(SiteStatus status) {
    return switch (status) {
      case PROVISIONING, ACTIVE -> true;
      case OFFBOARDING, OFFBOARDED, UNKNOWN -> false;
    };
  }
}
