package dev.pluginsuite.installation.drift;

import dev.pluginsuite.installation.drift.DriftView.Drift;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.site.SiteView;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads what the database's trigger noted. */
@ApplicationScoped
class DriftService {
  private static final String DRIFTING =
      """
      select id, plugin_id, version, desired, observed, drift_since, error from plugin_installations
      where site_id = $1 and drift_since is not null order by drift_since, id""";

  private final SiteService sites;
  private final Pool pool;

  DriftService(SiteService sites, Pool pool) {
    this.sites = sites;
    this.pool = pool;
  }

  @WithSession
  Uni<DriftView> of(String siteId) {
    return sites.get(siteId).chain(site -> drifting(siteId).map(it -> view(site, it)));
  }

  private Uni<List<Drift>> drifting(String siteId) {
    return pool.preparedQuery(DRIFTING)
        .execute(Tuple.of(siteId))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(DriftService::drift).toList());
  }

  private static Drift drift(Row row) {
    return new Drift(
        row.getUUID(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getOffsetDateTime(5).toInstant(),
        row.getString(6));
  }

  private static DriftView view(SiteView site, List<Drift> drifting) {
    return new DriftView(
        site.id(),
        site.siteGeneration(),
        site.observedGeneration(),
        site.lastContactAt(),
        drifting);
  }
}
