package dev.pluginsuite.installation.secret;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class SecretRepository implements PanacheRepositoryBase<Secret, UUID> {
  private static final String STALE =
      "select * from installation_secrets where key_id <> ?1 order by id limit 100 for update skip locked";

  /**
   * What no installation names, nor its way back, nor what a retry would ask for again. Earlier
   * versions count as long as there is one to go back from.
   */
  private static final String PURGE =
      """
      delete from installation_secrets where id in (
        select s.id from installation_secrets s where not exists (
          select 1 from plugin_installations i
          join plugin_installations last on last.site_id = i.site_id and last.plugin_id = i.plugin_id
          where i.site_id = s.site_id and i.plugin_id = s.plugin_id and i.status <> 'UNINSTALLED'
            and last.superseded_by is null and last.status <> 'UNINSTALLED'
            and position(cast(s.id as varchar) in concat(cast(i.secret_refs as varchar), cast(i.undo as varchar), cast(i.failed_wish as varchar))) > 0)
        order by s.id limit 100)""";

  Uni<List<Secret>> of(String siteId, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().item(List.of())
        : list("siteId = ?1 and id in ?2 order by pluginId, name", siteId, ids);
  }

  /** A few that another key than this one seals, locked. */
  Uni<List<Secret>> stale(String keyId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(STALE, Secret.class)
                    .setParameter(1, keyId)
                    .getResultList());
  }

  /** How many, of a few. */
  Uni<Integer> purge() {
    return Panache.getSession().chain(session -> session.createNativeQuery(PURGE).executeUpdate());
  }
}
