package dev.pluginsuite.installation.seat;

import static java.util.stream.Collectors.joining;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.version.VersionRange;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.licence.Choice.Offer;
import dev.pluginsuite.installation.licence.Terms;
import dev.pluginsuite.installation.licence.Use;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Seats by plain SQL: what is read before a lock must not be taken for what is true under it. */
@ApplicationScoped
class SeatRepository {
  private static final String OFFERS =
      """
      select cast(l.id as varchar), l.masked_key, l.registry_id, l.plugin_id, l.version_range, l.license_type,
        array_to_string(array(select jsonb_array_elements_text(l.site_ids -> 'ids')), ','), l.enterprise_id,
        l.max_installations, l.expires_at, l.status = 'REVOKED',
        (select count(*) from license_seats s where s.license_id = l.id),
        exists (select 1 from license_seats s where s.license_id = l.id and s.site_id = :site),
        exists (select 1 from license_trials t where t.plugin_id = l.plugin_id and t.site_id = :site and t.license_id <> l.id)
      from plugin_licenses l where\s""";

  /**
   * Of each plugin those that could be for the site, the newest that are in force first, and one
   * that is not: many licences of one plugin must not hide those of another.
   */
  private static final String OF_PLUGINS =
      """
      l.id in (
        select fit.id from unnest(string_to_array(:plugins, ',')) as wanted cross join lateral (
          select id from plugin_licenses
          where plugin_id = wanted
            and (jsonb_array_length(site_ids -> 'ids') = 0 or jsonb_exists(site_ids -> 'ids', :site))
          order by status <> 'REVOKED' and (expires_at is null or expires_at > now()) desc, id desc limit 200) fit
        union select unfit.id from unnest(string_to_array(:plugins, ',')) as wanted cross join lateral (
          select id from plugin_licenses
          where plugin_id = wanted
            and jsonb_array_length(site_ids -> 'ids') > 0 and not jsonb_exists(site_ids -> 'ids', :site)
          order by id desc limit 1) unfit
        union (select license_id from license_seats
          where site_id = :site and plugin_id = any(string_to_array(:plugins, ','))))""";

  private static final String OF_IDS = "l.id = any(cast(string_to_array(:ids, ',') as uuid[]))";

  private static final String OF_KEY = "l.key_hash = :hash";

  /** In the order of ids, so that two requests never wait for each other. */
  private static final String LOCK =
      """
      select cast(id as varchar) from plugin_licenses
      where id = any(cast(string_to_array(?1, ',') as uuid[])) order by id for update""";

  /** A plugin has one seat at a site: under another licence it moves. */
  private static final String TAKE =
      """
      insert into license_seats (license_id, site_id, plugin_id, taken_at) values (?1, ?2, ?3, ?4)
      on conflict (site_id, plugin_id) do update set license_id = excluded.license_id, taken_at = excluded.taken_at""";

  private static final String TRY =
      """
      insert into license_trials (plugin_id, site_id, license_id, began_at) values (?1, ?2, ?3, ?4)
      on conflict do nothing""";

  /** Of plugins of which the site has nothing that needs a licence. */
  private static final String UNUSED =
      """
      select cast(license_id as varchar) from license_seats where site_id = ?1 and plugin_id not in (
        select plugin_id from known_packages
        where package_id = any(cast(string_to_array(?2, ',') as uuid[])) and state ->> 'licenseType' <> 'FREE')""";

  private static final String FREE =
      """
      delete from license_seats
      where site_id = ?1 and license_id = any(cast(string_to_array(?2, ',') as uuid[]))""";

  private static final String SEATS =
      """
      select s.site_id, s.plugin_id, s.taken_at, cast(i.id as varchar), i.version, i.status from license_seats s
      left join plugin_installations i on i.site_id = s.site_id and i.plugin_id = s.plugin_id and i.live
      where s.license_id = :license and s.site_id > :after%s order by s.site_id""";

  private static final String WITHIN = " and s.site_id = any(string_to_array(:sites, ','))";

  Uni<List<Offer>> ofPlugins(Set<String> pluginIds, String siteId) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(OFFERS + OF_PLUGINS, Object[].class)
                    .setParameter("plugins", String.join(",", pluginIds))
                    .setParameter("site", siteId)
                    .getResultList())
        .map(SeatRepository::offers);
  }

  Uni<List<Offer>> ofKey(String hash, String siteId) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(OFFERS + OF_KEY, Object[].class)
                    .setParameter("hash", hash)
                    .setParameter("site", siteId)
                    .getResultList())
        .map(SeatRepository::offers);
  }

  /** As they are once nobody else can take a seat of them. */
  Uni<List<Offer>> locked(Collection<UUID> ids, String siteId) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(LOCK, String.class)
                    .setParameter(1, joined(ids))
                    .getResultList()
                    .chain(
                        () ->
                            it.createNativeQuery(OFFERS + OF_IDS, Object[].class)
                                .setParameter("ids", joined(ids))
                                .setParameter("site", siteId)
                                .getResultList()))
        .map(SeatRepository::offers);
  }

  private static List<Offer> offers(List<Object[]> rows) {
    return rows.stream().map(SeatRepository::offer).toList();
  }

  private static Offer offer(Object[] row) {
    var range = (String) row[4];
    var terms =
        new Terms(
            UUID.fromString((String) row[0]),
            (String) row[1],
            (String) row[2],
            (String) row[3],
            range == null ? null : VersionRange.of(range),
            LicenseType.valueOf((String) row[5]),
            sites((String) row[6]),
            (String) row[7],
            (Integer) row[8],
            row[9] == null ? null : instant(row[9]),
            (Boolean) row[10]);
    return new Offer(terms, new Use((Long) row[11], (Boolean) row[12], (Boolean) row[13]));
  }

  private static Set<String> sites(String joined) {
    return joined.isEmpty()
        ? Set.of()
        : Arrays.stream(joined.split(",", -1)).collect(Collectors.toUnmodifiableSet());
  }

  Uni<Void> take(Terms terms, String siteId, Instant now) {
    return insert(TAKE, terms.id(), siteId, terms.pluginId(), now)
        .chain(
            () ->
                terms.type() == LicenseType.TRIAL
                    ? insert(TRY, terms.pluginId(), siteId, terms.id(), now)
                    : Uni.createFrom().voidItem());
  }

  private static Uni<Void> insert(String sql, Object... values) {
    return session()
        .chain(
            it -> {
              var query = it.createNativeQuery(sql);
              for (var i = 0; i < values.length; i++) {
                query.setParameter(i + 1, values[i]);
              }
              return query.executeUpdate();
            })
        .replaceWithVoid();
  }

  /** The licences whose seats the site has no use for, given the packages that it uses. */
  Uni<List<UUID>> unused(String siteId, Collection<UUID> packageIds) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(UNUSED, String.class)
                    .setParameter(1, siteId)
                    .setParameter(2, joined(packageIds))
                    .getResultList())
        .map(ids -> ids.stream().map(UUID::fromString).toList());
  }

  Uni<Void> free(String siteId, Collection<UUID> licenceIds) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(FREE)
                    .setParameter(1, siteId)
                    .setParameter(2, joined(licenceIds))
                    .executeUpdate())
        .replaceWithVoid();
  }

  Uni<Page<SeatView>> page(UUID licenceId, SiteScope scope, PageRequest page) {
    return session()
        .chain(
            it -> {
              var query =
                  it.createNativeQuery(SEATS.formatted(scope.all() ? "" : WITHIN), Object[].class)
                      .setParameter("license", licenceId)
                      .setParameter("after", page.after());
              if (!scope.all()) {
                query.setParameter("sites", String.join(",", scope.sites()));
              }
              return query.setMaxResults(page.limit + 1).getResultList();
            })
        .map(rows -> Page.of(rows.stream().map(SeatRepository::seat).toList(), page.limit));
  }

  private static SeatView seat(Object[] row) {
    return new SeatView(
        (String) row[0],
        (String) row[1],
        instant(row[2]),
        uuid((String) row[3]),
        (String) row[4],
        (String) row[5]);
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    return text == null ? null : UUID.fromString(text);
  }

  private static Instant instant(Object timestamp) {
    return ((OffsetDateTime) timestamp).toInstant();
  }

  private static String joined(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(joining(","));
  }

  private static Uni<Mutiny.Session> session() {
    return Panache.getSession();
  }
}
