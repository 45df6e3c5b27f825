package dev.pluginsuite.installation.impact;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.installation.impact.ImpactView.Affected;
import dev.pluginsuite.installation.impact.ImpactView.LicenceImpact;
import dev.pluginsuite.installation.impact.ImpactView.SiteImpact;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Follows needs through what is installed at each site. */
@ApplicationScoped
class ImpactRepository {
  /** It is to be there or still is; one that failed and never came is neither. */
  private static final String COUNTS =
      "p.status <> 'UNINSTALLED' and p.desired <> 'REPLACED' and (p.live or p.observed <> 'ABSENT')";

  private static final String SITES =
      """
      select distinct p.site_id from plugin_installations p
      where p.package_id = $1 and %s and p.site_id > $2 order by p.site_id limit $3"""
          .formatted(COUNTS);

  private static final String HIT =
      """
      with recursive hit(id, site_id, plugin_id) as (
        select p.id, p.site_id, p.plugin_id from plugin_installations p
        where p.package_id = $1 and %1$s and ($2::varchar[] is null or p.site_id = any($2))
        union
        select p.id, p.site_id, p.plugin_id from plugin_installations p join hit h on p.site_id = h.site_id
        where %1$s and p.requires @> jsonb_build_object('pluginIds', jsonb_build_array(h.plugin_id)))
      """
          .formatted(COUNTS);
  private static final String AFFECTED =
      HIT
          + "select p.site_id, p.id, p.plugin_id, p.version, p.status, p.package_id = $1 from hit join plugin_installations p on p.id = hit.id order by p.site_id, p.plugin_id, p.id";
  private static final String COUNT =
      HIT
          + "select count(distinct p.site_id), count(*) filter (where p.package_id <> $1) from hit join plugin_installations p on p.id = hit.id";

  private static final String LICENCES =
      """
      select l.id, l.masked_key, l.license_type, count(*) from license_seats s
      join plugin_licenses l on l.id = s.license_id
      where exists (select 1 from plugin_installations p where p.site_id = s.site_id and p.plugin_id = s.plugin_id
        and p.package_id = $1 and %s)
      group by l.id order by count(*) desc, l.id limit 200"""
          .formatted(COUNTS);

  private final Pool pool;

  ImpactRepository(Pool pool) {
    this.pool = pool;
  }

  /** Over all sites. */
  record Counts(long sites, long dependents) {}

  private record Line(String siteId, boolean isItself, Affected affected) {}

  Uni<Counts> count(UUID packageId) {
    return pool.preparedQuery(COUNT)
        .execute(Tuple.of(packageId, null))
        .map(rows -> rows.iterator().next())
        .map(row -> new Counts(row.getLong(0), row.getLong(1)));
  }

  /** The most used ones first. */
  Uni<List<LicenceImpact>> licences(UUID packageId) {
    return pool.preparedQuery(LICENCES)
        .execute(Tuple.of(packageId))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false))
        .map(rows -> rows.map(ImpactRepository::licence).toList());
  }

  private static LicenceImpact licence(Row row) {
    return new LicenceImpact(
        row.getUUID(0), row.getString(1), LicenseType.valueOf(row.getString(2)), row.getLong(3));
  }

  Uni<Page<SiteImpact>> page(UUID packageId, PageRequest page) {
    return pool.preparedQuery(SITES)
        .execute(Tuple.of(packageId, page.after(), page.limit + 1))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(it -> it.getString(0)))
        .map(sites -> Page.of(sites.toList(), page.limit))
        .chain(sites -> affected(packageId, sites));
  }

  private Uni<Page<SiteImpact>> affected(UUID packageId, Page<String> sites) {
    return pool.preparedQuery(AFFECTED)
        .execute(Tuple.of(packageId, sites.rows().toArray(String[]::new)))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ImpactRepository::line))
        .map(lines -> bySite(lines.toList()))
        .map(rows -> new Page<>(rows, sites.limit(), sites.hasMore()));
  }

  private static Line line(Row row) {
    return new Line(
        row.getString(0),
        row.getBoolean(5),
        new Affected(row.getUUID(1), row.getString(2), row.getString(3), row.getString(4)));
  }

  private static List<SiteImpact> bySite(List<Line> lines) {
    var sites = new ArrayList<SiteImpact>();
    lines.stream()
        .collect(groupingBy(Line::siteId, TreeMap::new, toList()))
        .forEach(
            (site, its) -> sites.add(new SiteImpact(site, those(its, true), those(its, false))));
    return sites;
  }

  private static List<Affected> those(List<Line> lines, boolean itself) {
    return lines.stream().filter(it -> it.isItself() == itself).map(Line::affected).toList();
  }
}
