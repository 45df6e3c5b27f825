package dev.pluginsuite.registry.updates;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.installation.UpdatesState;
import dev.pluginsuite.api.installation.UpdatesState.Update;
import dev.pluginsuite.registry.notices.NoticeScope;
import dev.pluginsuite.registry.notices.NoticeType;
import dev.pluginsuite.registry.notices.Notices;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.LockMode;

/** The projection of updates, as far as it takes to tell what is news of them. */
@ApplicationScoped
public class KnownUpdateService {
  private final Notices notices;

  KnownUpdateService(Notices notices) {
    this.notices = notices;
  }

  @WithTransaction
  Uni<?> apply(StateEvent<UpdatesState> event) {
    return known(event.state().siteId())
        .map(it -> it.hear(event.revision(), event.state()))
        .chain(news -> tell(event.state(), news));
  }

  private static Uni<KnownUpdates> known(String siteId) {
    return Panache.getSession()
        .chain(session -> session.find(KnownUpdates.class, siteId, LockMode.PESSIMISTIC_WRITE))
        .onItem()
        .ifNull()
        .switchTo(() -> begin(new KnownUpdates(siteId)));
  }

  private static Uni<KnownUpdates> begin(KnownUpdates it) {
    return Panache.getSession().chain(session -> session.persist(it)).replaceWith(it);
  }

  private Uni<Void> tell(UpdatesState it, List<Update> news) {
    if (news.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var scope = new NoticeScope(null, null, null, Set.of(it.siteId()));
    var notice = new UpdatesNotice(it.siteId(), news, it.updates());
    return notices.raise(NoticeType.UPDATES_AVAILABLE, it.siteId(), scope, notice);
  }

  /**
   * What receivers get as the CloudEvent's data.
   *
   * @param news what was not on offer before
   * @param updates all that is on offer
   */
  record UpdatesNotice(String siteId, List<Update> news, List<Update> updates) {}
}
