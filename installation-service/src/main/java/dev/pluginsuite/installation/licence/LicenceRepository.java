package dev.pluginsuite.installation.licence;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.InstallationProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class LicenceRepository implements PanacheRepositoryBase<Licence, UUID> {
  /** Of a licence {@code l} and some sites: whether it is for one of them, or used there. */
  private static final String CONCERNS =
      """
      (exists (select 1 from license_seats s where s.license_id = l.id and s.site_id = any(string_to_array(:%1$s, ',')))
        or jsonb_exists_any(l.site_ids -> 'ids', string_to_array(:%1$s, ','))
        or (jsonb_array_length(l.site_ids -> 'ids') = 0 and exists (
          select 1 from sites t where t.id = any(string_to_array(:%1$s, ','))
            and (l.enterprise_id is null or l.enterprise_id = t.enterprise_id)
            and (l.license_type <> 'DEVELOPER' or t.development))))""";

  private static final String DUE =
      "select * from plugin_licenses where next_step_at <= now() order by next_step_at limit 1 for update skip locked";

  private static final String TAKEN =
      """
      select cast(license_id as varchar), count(*) from license_seats
      where license_id = any(cast(string_to_array(?1, ',') as uuid[])) group by license_id""";

  private static final String KNOWN_SITES =
      "select id from sites where id = any(string_to_array(?1, ','))";

  /** One task for each site where the plugin runs, or is to; in order, as everybody makes them. */
  private static final String STOP =
      """
      insert into site_tasks as t (kind, subject_id, site_id, detail, created_at, due_at)
      select 'LAPSE', s.license_id, s.site_id, s.plugin_id, now(), now() from license_seats s
      join plugin_installations i on i.site_id = s.site_id and i.plugin_id = s.plugin_id and i.live
      where s.license_id = ?1 and i.desired = 'ACTIVE' order by s.site_id
      on conflict (kind, subject_id, site_id) do update set handled_at = null, due_at = now()
      where t.handled_at is not null""";

  Uni<Licence> get(UUID id, SiteScope scope) {
    return page(scope, new LicenceFilter(), id, null)
        .map(rows -> rows.isEmpty() ? null : rows.get(0))
        .onItem()
        .ifNull()
        .failWith(() -> unknown(id));
  }

  /** Until the end of the transaction nobody takes a seat of it. */
  Uni<Licence> lock(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE)
        .onItem()
        .ifNull()
        .failWith(() -> unknown(id));
  }

  /** One that is to be looked at, locked; null when there is none. */
  Uni<@Nullable Licence> due() {
    return session().chain(it -> it.createNativeQuery(DUE, Licence.class).getSingleResultOrNull());
  }

  Uni<Page<Licence>> page(SiteScope scope, LicenceFilter filter, PageRequest page) {
    return page(scope, filter, null, page).map(rows -> Page.of(rows, page.limit));
  }

  Uni<Page<Licence>> page(PageRequest page) {
    return page(SiteScope.ALL, new LicenceFilter(), page);
  }

  private Uni<List<Licence>> page(
      SiteScope scope, LicenceFilter filter, @Nullable UUID id, @Nullable PageRequest page) {
    var where = new StringBuilder();
    var parameters = new HashMap<String, Object>();
    narrow(where, parameters, "l.id = :id", "id", id);
    narrow(where, parameters, "l.id < :before", "before", page == null ? null : page.before());
    narrow(where, parameters, "l.registry_id = :registry", "registry", filter.registryId);
    narrow(where, parameters, "l.plugin_id = :plugin", "plugin", filter.pluginId);
    narrow(where, parameters, "l.license_type = :type", "type", name(filter.licenseType));
    narrow(where, parameters, "l.status = :status", "status", name(filter.status));
    narrow(where, parameters, CONCERNS.formatted("site"), "site", filter.siteId);
    narrow(
        where,
        parameters,
        CONCERNS.formatted("scope"),
        "scope",
        scope.all() ? null : String.join(",", scope.sites()));
    var sql = "select l.* from plugin_licenses l%s order by l.id desc".formatted(where);
    return session()
        .chain(
            it -> {
              var query = it.createNativeQuery(sql, Licence.class);
              parameters.forEach(query::setParameter);
              return query.setMaxResults(page == null ? 1 : page.limit + 1).getResultList();
            });
  }

  private static void narrow(
      StringBuilder where,
      Map<String, Object> parameters,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      where.append(where.isEmpty() ? " where " : " and ").append(condition);
      parameters.put(name, value);
    }
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  /** How many seats of each are taken; absent where none is. */
  Uni<Map<UUID, Long>> taken(Collection<Licence> licences) {
    var ids = licences.stream().map(it -> it.id.toString()).collect(Collectors.joining(","));
    return session()
        .chain(
            it -> it.createNativeQuery(TAKEN, Object[].class).setParameter(1, ids).getResultList())
        .map(
            rows -> {
              var taken = new HashMap<UUID, Long>();
              rows.forEach(row -> taken.put(UUID.fromString((String) row[0]), (Long) row[1]));
              return taken;
            });
  }

  /** Those of the sites that there are not. */
  Uni<Set<String>> unknownSites(Set<String> sites) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(KNOWN_SITES, String.class)
                    .setParameter(1, String.join(",", sites))
                    .getResultList())
        .map(
            known -> {
              var unknown = new TreeSet<>(sites);
              known.forEach(unknown::remove);
              return unknown;
            });
  }

  Uni<Integer> stop(UUID id) {
    return session().chain(it -> it.createNativeQuery(STOP).setParameter(1, id).executeUpdate());
  }

  private static Uni<Mutiny.Session> session() {
    return Panache.getSession();
  }

  static RuntimeException unknown(UUID id) {
    return InstallationProblem.LICENSE_NOT_FOUND.because("There is no licence %s.".formatted(id));
  }
}
