package dev.pluginsuite.health.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.common.security.SiteScope;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads how installations are: those that run, or of which something is heard. */
@ApplicationScoped
class FleetRepository {
  private static final String FLEET =
      """
      from installation_health h join known_installations k on k.installation_id = h.installation_id
      where (k.status = 'ACTIVE' or h.status <> 'UNKNOWN')""";

  private static final String MEANT =
      FLEET
          + """
           and (cast(?1 as boolean) or k.site_id in (select json_array_elements_text(cast(cast(?2 as varchar) as json))))
            and (cast(?3 as varchar) = '' or k.plugin_id = cast(?3 as varchar))
            and (cast(?4 as varchar) = '' or k.version = cast(?4 as varchar))
            and (cast(?5 as varchar) = '' or k.site_id = cast(?5 as varchar))
            and (cast(?6 as varchar) = '' or h.status = cast(?6 as varchar))""";

  private static final String GROUPS =
      """
      select cast(json_build_object('pluginId', plugin, 'version', version, 'siteId', site, 'unhealthy', unhealthy,
        'degraded', degraded, 'unknown', unknown, 'healthy', healthy) as varchar)
      from (
        select %s, count(*) filter (where h.status = 'UNHEALTHY') as unhealthy,
          count(*) filter (where h.status = 'DEGRADED') as degraded,
          count(*) filter (where h.status = 'UNKNOWN') as unknown, count(*) filter (where h.status = 'HEALTHY') as healthy
        %s
        group by key) g
      where (-unhealthy, -degraded, -unknown, key) > (-cast(?7 as bigint), -cast(?8 as bigint), -cast(?9 as bigint), cast(?10 as varchar))
      order by -unhealthy, -degraded, -unknown, key limit ?11""";

  private static final String INSTALLATIONS =
      """
      select cast(json_build_object('installationId', h.installation_id, 'siteId', k.site_id, 'pluginId', k.plugin_id,
        'packageId', k.package_id, 'version', k.version, 'status', h.status, 'since', h.since, 'reasons', h.reasons,
        'figures', h.figures) as varchar)
      %s and (h.rank, h.installation_id) > (cast(?7 as integer), ?8)
      order by h.rank, h.installation_id limit ?9"""
          .formatted(MEANT);

  /** The plugins with most installations have figures of their own. */
  private static final String COUNTS =
      """
      with counts as (select k.plugin_id, h.status, count(*) as n %s group by k.plugin_id, h.status),
        largest as (select plugin_id from counts group by plugin_id order by sum(n) desc, plugin_id limit ?1)
      select cast(json_build_object('plugin', coalesce(l.plugin_id, 'other'), 'status', c.status, 'installations', sum(c.n)) as varchar)
      from counts c left join largest l on l.plugin_id = c.plugin_id group by l.plugin_id, c.status"""
          .formatted(FLEET);

  private final ObjectMapper json;

  FleetRepository(ObjectMapper json) {
    this.json = json;
  }

  Uni<List<GroupView>> groups(
      Grouping by, SiteScope scope, FleetFilter filter, Cursor after, int most) {
    return Panache.getSession()
        .chain(
            it ->
                meant(it, GROUPS.formatted(by.columns(), MEANT), scope, filter)
                    .setParameter(7, after.numbers().get(0))
                    .setParameter(8, after.numbers().get(1))
                    .setParameter(9, after.numbers().get(2))
                    .setParameter(10, after.key())
                    .setParameter(11, most)
                    .getResultList())
        .map(rows -> read(rows, GroupView.class));
  }

  Uni<List<InstallationHealthView>> installations(
      SiteScope scope, FleetFilter filter, Cursor after, int most) {
    return Panache.getSession()
        .chain(
            it ->
                meant(it, INSTALLATIONS, scope, filter)
                    .setParameter(7, Math.toIntExact(after.numbers().get(0)))
                    .setParameter(8, after.id())
                    .setParameter(9, most)
                    .getResultList())
        .map(rows -> read(rows, InstallationHealthView.class));
  }

  /** So many installations of a plugin, or of all others, have a status. */
  record Count(String plugin, String status, long installations) {}

  Uni<List<Count>> counts(int plugins) {
    return Panache.getSession()
        .chain(
            it ->
                it.createNativeQuery(COUNTS, String.class).setParameter(1, plugins).getResultList())
        .map(rows -> read(rows, Count.class));
  }

  private Mutiny.SelectionQuery<String> meant(
      Mutiny.Session session, String sql, SiteScope scope, FleetFilter filter) {
    return session
        .createNativeQuery(sql, String.class)
        .setParameter(1, scope.all())
        .setParameter(2, write(scope.asArray()))
        .setParameter(3, filter.pluginOrAny())
        .setParameter(4, filter.versionOrAny())
        .setParameter(5, filter.siteOrAny())
        .setParameter(6, filter.statusOrAny());
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a scope", e);
    }
  }

  private <T> List<T> read(List<String> rows, Class<T> type) {
    return rows.stream().map(row -> read(row, type)).toList();
  }

  private <T> T read(String row, Class<T> type) {
    try {
      return json.readValue(row, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read a row", e);
    }
  }
}
