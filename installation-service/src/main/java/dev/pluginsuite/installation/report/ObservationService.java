package dev.pluginsuite.installation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.installation.SiteReport;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The newest report of each site, whole. */
@ApplicationScoped
public class ObservationService {
  private static final String KEEP =
      """
      insert into site_observations as o (site_id, site_generation, received_at, report)
      values (?1, ?2, ?3, cast(cast(?4 as varchar) as jsonb))
      on conflict (site_id) do update set site_generation = excluded.site_generation,
        received_at = excluded.received_at, report = excluded.report
      where o.site_generation <= excluded.site_generation""";
  private static final String LAST =
      "select cast(report as varchar) from site_observations where site_id = ?1";

  private final ObjectMapper json;
  private final Clock clock;

  ObservationService(ObjectMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  /** An older generation is a report that was late. */
  @WithTransaction
  Uni<Void> keep(String siteId, SiteReport report) {
    var text = write(report);
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(KEEP)
                    .setParameter(1, siteId)
                    .setParameter(2, report.siteGeneration())
                    .setParameter(3, clock.instant())
                    .setParameter(4, text)
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Null as long as the site has not reported. */
  @WithSession
  public Uni<@Nullable SiteReport> last(String siteId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(LAST, String.class)
                    .setParameter(1, siteId)
                    .getSingleResultOrNull())
        .map(text -> text == null ? null : read(text));
  }

  private String write(SiteReport report) {
    try {
      return json.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private SiteReport read(String text) {
    try {
      return json.readValue(text, SiteReport.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
