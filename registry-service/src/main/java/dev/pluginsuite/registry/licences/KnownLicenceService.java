package dev.pluginsuite.registry.licences;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.licence.LicenceState;
import dev.pluginsuite.api.licence.LicenceStatus;
import dev.pluginsuite.registry.licences.LicenceNotice.Standing;
import dev.pluginsuite.registry.notices.NoticeScope;
import dev.pluginsuite.registry.notices.Notices;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The projection of licences, as far as it takes to tell what is news of them. */
@ApplicationScoped
public class KnownLicenceService {
  private static final String STANDING =
      "select status, warned_days from known_licences where licence_id = ?1 for update";

  private static final String APPLY =
      """
      insert into known_licences as k (licence_id, revision, status, warned_days)
      values (?1, ?2, ?3, ?4)
      on conflict (licence_id) do update set revision = excluded.revision, status = excluded.status,
        warned_days = excluded.warned_days
      where k.revision < excluded.revision""";

  /** Who has the plugin is concerned by a licence that names nobody. */
  private static final String SITES =
      """
      select distinct i.site_id from known_installations i join plugin_packages p on p.id = i.package_id
      where i.live and p.registry_id = ?1 and p.plugin_id = ?2""";

  private final Notices notices;

  KnownLicenceService(Notices notices) {
    this.notices = notices;
  }

  @WithTransaction
  Uni<?> apply(StateEvent<LicenceState> event) {
    var it = event.state();
    return standing(it)
        .chain(
            before ->
                write(event)
                    .chain(isNews -> isNews ? tell(before, event) : Uni.createFrom().voidItem()));
  }

  private static Uni<@Nullable Standing> standing(LicenceState it) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(STANDING, Object[].class)
                    .setParameter(1, it.licenceId())
                    .getSingleResultOrNull())
        .map(
            row ->
                row == null
                    ? null
                    : new Standing(LicenceStatus.valueOf((String) row[0]), (Integer) row[1]));
  }

  private static Uni<Boolean> write(StateEvent<LicenceState> event) {
    var it = event.state();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY)
                    .setParameter(1, it.licenceId())
                    .setParameter(2, event.revision())
                    .setParameter(3, it.status().name())
                    .setParameter(4, it.warnedDays())
                    .executeUpdate())
        .map(changed -> changed == 1);
  }

  private Uni<Void> tell(@Nullable Standing before, StateEvent<LicenceState> event) {
    var it = event.state();
    var type = LicenceNotice.type(before, it, event.revision() == 1);
    if (type.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return concerned(it)
        .map(sites -> new NoticeScope(it.registryId(), it.pluginId(), null, sites))
        .chain(scope -> notices.raise(type.get(), it.licenceId(), scope, LicenceNotice.of(it)));
  }

  private static Uni<Set<String>> concerned(LicenceState it) {
    if (!it.siteIds().isEmpty()) {
      return Uni.createFrom().item(Set.copyOf(it.siteIds()));
    }
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(SITES, String.class)
                    .setParameter(1, it.registryId())
                    .setParameter(2, it.pluginId())
                    .getResultList())
        .map(Set::copyOf);
  }
}
