package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.deployment.known.KnownSiteService;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds sites that deployments which run would select by now. */
@ApplicationScoped
class JoinRepository {
  /** Of a deployment {@code d} and a site {@code k} that was not looked at as it is now. */
  private static final String JOINS =
      """
      d.late_joiners and not d.closed_to_joiners and d.status in ('IN_PROGRESS', 'PAUSED') and not d.withdrawing and d.target_count < %d
        and (d.deployment_type not in ('INSTALL', 'UPGRADE') or exists (
          select 1 from known_packages p where p.package_id = d.package_id and p.status = 'APPROVED'))
        and k.status = 'ACTIVE' and k.labels @> (d.site_selector -> 'labels')
        and not exists (
          select 1 from plugin_deployment_targets t where t.deployment_id = d.id and t.site_id = k.site_id)
        and not exists (
          select 1 from plugin_deployment_targets h where h.plugin_id = d.plugin_id and h.site_id = k.site_id and h.holds_site)
        and not exists (
          select 1 from plugin_deployment_not_joined n
          where n.deployment_id = d.id and n.site_id = k.site_id and n.site_revision = abs(k.revision))"""
          .formatted(KnownSiteService.MOST);

  /** Each is had by one replica. */
  private static final String NEXT =
      """
      select cast(d.id as varchar) from plugin_deployments d
      where exists (select 1 from known_sites k where %s)
      order by d.id limit 1 for update of d skip locked"""
          .formatted(JOINS);

  /** They stay as they are until it is decided about them. */
  private static final String SITES =
      """
      select k.site_id from plugin_deployments d join known_sites k on %s
      where d.id = ?1 order by k.site_id limit ?2 for share of k"""
          .formatted(JOINS);

  private static final String LEAVE_OUT =
      """
      insert into plugin_deployment_not_joined (deployment_id, site_id, site_revision)
      select cast(?1 as uuid), k.site_id, abs(k.revision) from known_sites k where k.site_id = any(cast(?2 as varchar[]))
      on conflict (deployment_id, site_id) do update set site_revision = excluded.site_revision""";

  /** A deployment that sites may come to; null if there is none. */
  Uni<@Nullable UUID> next() {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(NEXT, String.class).getResultList())
        .map(rows -> rows.isEmpty() ? null : UUID.fromString(rows.get(0)));
  }

  /** The sites that may come to one that is locked, in order. */
  Uni<List<String>> sites(UUID deployment, int atMost) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(SITES, String.class)
                    .setParameter(1, deployment)
                    .setParameter(2, atMost)
                    .getResultList());
  }

  /** They are not looked at again as long as nothing else is said of them. */
  Uni<Void> leaveOut(UUID deployment, List<String> siteIds) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(LEAVE_OUT)
                    .setParameter(1, deployment)
                    .setParameter(2, siteIds.toArray(String[]::new))
                    .executeUpdate())
        .replaceWithVoid();
  }
}
