package dev.pluginsuite.health.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.health.AlertStatus;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.health.problem.HealthProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alerts, and the installations that are to have one. */
@ApplicationScoped
class AlertRepository implements PanacheRepositoryBase<Alert, UUID> {
  /**
   * Those that a rule holds for and that nobody was called for yet: once for each beginning, so
   * that one that a person has resolved is not raised again by what they resolved. The rows are
   * taken, so that another replica raises none for them.
   */
  private static final String UNWELL =
      """
      select cast(json_build_object('installationId', h.installation_id, 'siteId', k.site_id, 'pluginId', k.plugin_id,
          'packageId', h.package_id, 'version', k.version, 'status', h.status, 'reasons', h.reasons, 'unwellAt', b.began) as varchar)
      from installation_health h join known_installations k on k.installation_id = h.installation_id
      left join health_alert_rules r on r.plugin_id = k.plugin_id
      cross join lateral (select
        coalesce(r.terms ->> 'from', 'UNHEALTHY') as level,
        coalesce(cast(r.terms ->> 'silence' as boolean), true) as silence,
        coalesce(cast(r.terms ->> 'forSeconds' as integer), 0) as seconds) t
      cross join lateral (select case
        when h.status = 'UNKNOWN' then h.since
        when t.level = 'DEGRADED' then coalesce(h.unwell_since, h.since) else h.since end as began) b
      where h.rank < 3 and h.told is not null
        and (t.level <> 'NEVER' and h.status = 'UNHEALTHY' or t.level = 'DEGRADED' and h.status = 'DEGRADED'
          or t.silence and h.status = 'UNKNOWN' and h.reasons @> cast('[{"code": "silent"}]' as jsonb))
        and b.began <= now() - make_interval(secs => t.seconds)
        and not exists (select 1 from health_alerts a where a.installation_id = h.installation_id
          and (a.status <> 'RESOLVED' or a.unwell_at = b.began))
      order by h.rank, h.installation_id limit 50 for no key update of h skip locked""";

  /** What is well again, or is not to run any more. */
  private static final String OVER =
      """
      select a.* from health_alerts a join installation_health h on h.installation_id = a.installation_id
      where a.status <> 'RESOLVED'
        and (h.status = 'HEALTHY' or h.status = 'UNKNOWN' and h.reasons @> cast('[{"code": "inactive"}]' as jsonb))
      order by a.id limit 50 for update of a skip locked""";

  private final ObjectMapper json;

  AlertRepository(ObjectMapper json) {
    this.json = json;
  }

  Uni<List<Unwell>> unwell() {
    return Panache.getSession()
        .chain(it -> it.createNativeQuery(UNWELL, String.class).getResultList())
        .map(rows -> rows.stream().map(this::read).toList());
  }

  private Unwell read(String row) {
    try {
      return json.readValue(row, Unwell.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read a row", e);
    }
  }

  Uni<List<Alert>> over() {
    return Panache.getSession()
        .chain(it -> it.createNativeQuery(OVER, Alert.class).getResultList());
  }

  /** What is wanted of a list; null for all. */
  record Filter(@Nullable AlertStatus status, @Nullable String siteId, @Nullable String pluginId) {}

  Uni<Page<Alert>> list(SiteScope scope, Filter filter, PageRequest page) {
    var query = new StringBuilder("id < :before");
    var parameters = new HashMap<String, Object>();
    parameters.put("before", page.before());
    if (!scope.all()) {
      query.append(" and siteId in :sites");
      parameters.put("sites", scope.sites());
    }
    narrow(query, parameters, "status", filter.status());
    narrow(query, parameters, "siteId", filter.siteId());
    narrow(query, parameters, "pluginId", filter.pluginId());
    return find(query + " order by id desc", parameters)
        .range(0, page.limit)
        .list()
        .map(rows -> Page.of(rows, page.limit));
  }

  private static void narrow(
      StringBuilder query, Map<String, Object> parameters, String field, @Nullable Object value) {
    if (value != null) {
      query.append(" and ").append(field).append(" = :").append(field);
      parameters.put(field, value);
    }
  }

  Uni<Page<Alert>> page(PageRequest page) {
    return find("id > ?1 order by id", page.afterId())
        .range(0, page.limit)
        .list()
        .map(rows -> Page.of(rows, page.limit));
  }

  /** One at a site of the scope; one elsewhere does not exist for the caller. */
  Uni<Alert> get(UUID id, SiteScope scope) {
    return findById(id).map(it -> inScope(it, id, scope));
  }

  Uni<Alert> lock(UUID id, SiteScope scope) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE).map(it -> inScope(it, id, scope));
  }

  private static Alert inScope(@Nullable Alert it, UUID id, SiteScope scope) {
    if (it == null || !scope.contains(it.siteId)) {
      throw HealthProblem.ALERT_NOT_FOUND.because("There is no alert %s.".formatted(id));
    }
    return it;
  }
}
