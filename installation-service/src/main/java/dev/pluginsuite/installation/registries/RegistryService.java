package dev.pluginsuite.installation.registries;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.registry.RegistryState;
import dev.pluginsuite.installation.site.SiteView;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** The projection of registries. */
@ApplicationScoped
public class RegistryService {
  private static final String APPLY =
      """
      insert into known_registries as k (registry_id, revision, type, enterprise_id, site_id, active)
      values (?1, ?2, ?3, ?4, ?5, ?6)
      on conflict (registry_id) do update set revision = excluded.revision, type = excluded.type,
        enterprise_id = excluded.enterprise_id, site_id = excluded.site_id, active = excluded.active
      where k.revision < excluded.revision""";

  /** The site's own, then its enterprise's, then developers' at development sites; by id. */
  private static final String DEFAULT =
      """
      select registry_id from known_registries
      where active and (
        (type = 'SITE' and site_id = ?1)
        or (type = 'ENTERPRISE' and (enterprise_id is null or enterprise_id = ?2))
        or (type = 'DEVELOPER' and ?3))
      order by case type when 'SITE' then 1 when 'ENTERPRISE' then 2 else 3 end, registry_id""";

  private static final String ACTIVE =
      """
      select registry_id from known_registries
      where active and (type <> 'DEVELOPER' or ?2) and registry_id = any(string_to_array(?1, ','))""";

  private static final String KNOWN =
      "select registry_id from known_registries where registry_id = ?1";

  @WithTransaction
  public Uni<?> apply(StateEvent<RegistryState> event) {
    var it = event.state();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY)
                    .setParameter(1, it.registryId())
                    .setParameter(2, event.revision())
                    .setParameter(3, it.type().name())
                    .setParameter(4, it.enterpriseId())
                    .setParameter(5, it.siteId())
                    .setParameter(6, it.isActive())
                    .executeUpdate());
  }

  @WithSession
  public Uni<Boolean> isKnown(String registryId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(KNOWN, String.class)
                    .setParameter(1, registryId)
                    .getSingleResultOrNull())
        .map(it -> it != null);
  }

  /** The registries that a site uses, in this order. */
  @WithSession
  public Uni<List<String>> usedBy(SiteView site) {
    var named = site.registries();
    return named == null ? byDefault(site) : activeOf(named, site);
  }

  private static Uni<List<String>> byDefault(SiteView site) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(DEFAULT, String.class)
                    .setParameter(1, site.id())
                    .setParameter(2, Objects.requireNonNullElse(site.enterpriseId(), ""))
                    .setParameter(3, site.development())
                    .getResultList());
  }

  private static Uni<List<String>> activeOf(List<String> named, SiteView site) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ACTIVE, String.class)
                    .setParameter(1, String.join(",", named))
                    .setParameter(2, site.development())
                    .getResultList())
        .map(active -> named.stream().filter(active::contains).toList());
  }
}
