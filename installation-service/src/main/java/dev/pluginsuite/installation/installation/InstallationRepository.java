package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.InstallationProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class InstallationRepository implements PanacheRepositoryBase<Installation, UUID> {
  private static final String SITE_OF = "select siteId from Installation where id = ?1";

  /** What is not gone, and what comes back should its successor fail. */
  private static final String OPEN =
      """
      from Installation i where i.siteId = ?1 and i.status <> ?2 and (i.supersededBy is null
        or exists (select 1 from Installation s where s.id = i.supersededBy and s.supersededBy is null and s.status <> ?2))
      order by i.id""";

  /** What a list is narrowed to. */
  record Filter(
      @Nullable String siteId, @Nullable InstallationStatus status, @Nullable String pluginId) {}

  Uni<List<Installation>> openAt(String siteId) {
    return list(OPEN, siteId, InstallationStatus.UNINSTALLED);
  }

  Uni<List<Installation>> all(Collection<UUID> ids) {
    return list("id in ?1", ids);
  }

  /** Without the row itself, which may change until the site is locked. */
  Uni<String> siteOf(UUID id) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(SITE_OF, String.class)
                    .setParameter(1, id)
                    .getSingleResultOrNull())
        .onItem()
        .ifNull()
        .failWith(() -> unknown(id));
  }

  Uni<Installation> get(UUID id, SiteScope scope) {
    return findById(id)
        .onItem()
        .transform(it -> it != null && scope.contains(it.siteId) ? it : null)
        .onItem()
        .ifNull()
        .failWith(() -> unknown(id));
  }

  /** Of all. */
  Uni<Page<Installation>> page(PageRequest page) {
    return find("id < ?1 order by id desc", page.before())
        .range(0, page.limit)
        .list()
        .map(rows -> Page.of(rows, page.limit));
  }

  /** Without a status, what is not gone. */
  Uni<Page<Installation>> page(SiteScope scope, Filter filter, PageRequest page) {
    var query = new StringBuilder("id < :before");
    var parameters = new HashMap<String, Object>();
    parameters.put("before", page.before());
    if (!scope.all()) {
      query.append(" and siteId in :sites");
      parameters.put("sites", scope.sites().isEmpty() ? List.of("") : List.copyOf(scope.sites()));
    }
    if (filter.siteId() != null) {
      query.append(" and siteId = :siteId");
      parameters.put("siteId", filter.siteId());
    }
    if (filter.pluginId() != null) {
      query.append(" and pluginId = :pluginId");
      parameters.put("pluginId", filter.pluginId());
    }
    query.append(
        filter.status() == null
            ? " and status <> :status and supersededBy is null"
            : " and status = :status");
    parameters.put(
        "status", filter.status() == null ? InstallationStatus.UNINSTALLED : filter.status());
    return find(query + " order by id desc", parameters)
        .range(0, page.limit)
        .list()
        .map(rows -> Page.of(rows, page.limit));
  }

  static RuntimeException unknown(UUID id) {
    return InstallationProblem.INSTALLATION_NOT_FOUND.because(
        "There is no installation %s.".formatted(id));
  }
}
