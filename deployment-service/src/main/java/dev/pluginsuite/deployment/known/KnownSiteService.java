package dev.pluginsuite.deployment.known;

import static dev.pluginsuite.deployment.problem.DeploymentProblem.SITE_NOT_DEPLOYABLE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.installation.SiteState;
import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.deployment.window.OpeningService;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The projection of {@code installation.sites}. */
@ApplicationScoped
public class KnownSiteService {
  private static final String APPLY =
      """
      insert into known_sites as k (site_id, status, revision, labels)
      values (?1, ?2, ?3, cast(cast(?4 as varchar) as jsonb))
      on conflict (site_id) do update set status = excluded.status, revision = excluded.revision, labels = excluded.labels
      where k.revision < excluded.revision""";

  private static final String SELECTED =
      "select site_id from known_sites where status = 'ACTIVE' and labels @> cast(cast(?1 as varchar) as jsonb) order by site_id";

  /** So many sites a deployment has at most. */
  public static final int MOST = 10_000;

  private static final String STATUSES =
      "select site_id, status from known_sites where site_id = any(?1)";

  private static final String LABELS =
      "select distinct cast(labels as varchar) from known_sites where site_id = any(?1)";

  private final ObjectMapper json;
  private final OpeningService openings;

  KnownSiteService(ObjectMapper json, OpeningService openings) {
    this.json = json;
    this.openings = openings;
  }

  @WithTransaction
  public Uni<Void> apply(StateEvent<SiteState> event) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY)
                    .setParameter(1, event.state().siteId())
                    .setParameter(2, event.state().status().name())
                    .setParameter(3, event.revision())
                    .setParameter(4, write(event.state().labels()))
                    .executeUpdate())
        .chain(changed -> changed == 1 ? keepWindows(event.state()) : Uni.createFrom().voidItem());
  }

  private Uni<Void> keepWindows(SiteState state) {
    return openings.keep(state.siteId(), state.maintenanceWindows());
  }

  /** The ids of those that are ACTIVE now and have all labels, in order. */
  @WithSession
  public Uni<List<String>> selected(SiteSelector selector) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(SELECTED, String.class)
                    .setParameter(1, write(selector.labels()))
                    .setMaxResults(MOST + 1)
                    .getResultList());
  }

  /** What the sites are like: each set of labels once, however many have it. */
  @WithSession
  public Uni<List<Map<String, String>>> labels(List<String> siteIds) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(LABELS, String.class)
                    .setParameter(1, siteIds.toArray(String[]::new))
                    .getResultList())
        .map(rows -> rows.stream().map(this::read).toList());
  }

  private Map<String, String> read(String labels) {
    try {
      return json.readValue(labels, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String write(@Nullable Map<String, String> labels) {
    try {
      return json.writeValueAsString(labels == null ? Map.of() : labels);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Refuses, naming each site that is not known or cannot be given plugins. */
  public Uni<Void> requireActive(List<String> siteIds) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(STATUSES, Object[].class)
                    .setParameter(1, siteIds.toArray(String[]::new))
                    .getResultList())
        .invoke(rows -> require(siteIds, statuses(rows)))
        .replaceWithVoid();
  }

  private static Map<String, String> statuses(List<Object[]> rows) {
    return rows.stream()
        .collect(Collectors.toMap(it -> String.valueOf(it[0]), it -> String.valueOf(it[1])));
  }

  private static void require(List<String> siteIds, Map<String, String> statuses) {
    var errors = new ArrayList<FieldError>();
    for (int i = 0; i < siteIds.size(); i++) {
      var status = statuses.get(siteIds.get(i));
      if (!SiteStatus.ACTIVE.name().equals(status)) {
        var what = status == null ? "is not a known site" : "is " + status + ", not ACTIVE";
        errors.add(new FieldError("siteIds[%d]".formatted(i), siteIds.get(i) + " " + what));
      }
    }
    if (!errors.isEmpty()) {
      throw SITE_NOT_DEPLOYABLE.because(
          "%d of %d sites cannot be given plugins.".formatted(errors.size(), siteIds.size()),
          errors);
    }
  }
}
