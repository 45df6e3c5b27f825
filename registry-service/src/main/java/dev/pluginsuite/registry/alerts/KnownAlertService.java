package dev.pluginsuite.registry.alerts;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.health.AlertState;
import dev.pluginsuite.api.health.AlertStatus;
import dev.pluginsuite.registry.notices.NoticeScope;
import dev.pluginsuite.registry.notices.NoticeType;
import dev.pluginsuite.registry.notices.Notices;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** The projection of alerts, as far as it takes to tell each of their changes once. */
@ApplicationScoped
public class KnownAlertService {
  private static final String APPLY =
      """
      insert into known_alerts as k (alert_id, revision) values (?1, ?2)
      on conflict (alert_id) do update set revision = excluded.revision where k.revision < excluded.revision
      returning old.revision is null or -old.revision < new.revision""";

  private final Notices notices;

  KnownAlertService(Notices notices) {
    this.notices = notices;
  }

  @WithTransaction
  Uni<Void> apply(StateEvent<AlertState> event) {
    var it = event.state();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY, Boolean.class)
                    .setParameter(1, it.alertId())
                    .setParameter(2, event.revision())
                    .getSingleResultOrNull())
        .chain(isNews -> Boolean.TRUE.equals(isNews) ? tell(it) : Uni.createFrom().voidItem());
  }

  /** Of a status that only a newer release knows nothing is told. */
  private Uni<Void> tell(AlertState it) {
    var type = type(it.status());
    if (type.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var scope = new NoticeScope(null, it.pluginId(), null, Set.of(it.siteId()));
    return notices.raise(type.get(), it.alertId(), scope, it);
  }

  private static Optional<NoticeType> type(AlertStatus status) {
    return switch (status) {
      case RAISED -> Optional.of(NoticeType.ALERT_RAISED);
      case ACKNOWLEDGED -> Optional.of(NoticeType.ALERT_ACKNOWLEDGED);
      case RESOLVED -> Optional.of(NoticeType.ALERT_RESOLVED);
      case UNKNOWN -> Optional.empty();
    };
  }
}
