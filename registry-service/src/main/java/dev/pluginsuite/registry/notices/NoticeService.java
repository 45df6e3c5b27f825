package dev.pluginsuite.registry.notices;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives notices out, one after the other, and forgets old ones. */
@ApplicationScoped
public class NoticeService {
  /**
   * Of each subject the oldest, so that its notices are distributed in order whatever number of
   * replicas; a type that only a newer release knows is left to it.
   */
  private static final String NEXT =
      """
      select n.* from notices n
      where n.fanned_out_at is null and n.type in (?1) and not exists (
        select 1 from notices e where e.fanned_out_at is null and e.subject_id = n.subject_id and e.seq < n.seq)
      order by n.seq limit 1 for update skip locked""";

  /** With them goes what is on record about their deliveries. */
  private static final String FORGET =
      "delete from notices where raised_at < now() - make_interval(secs => ?1)";

  private final Clock clock;

  NoticeService(Clock clock) {
    this.clock = clock;
  }

  /** The next one to distribute, taken as distributed if the transaction ends well. */
  @WithTransaction
  public Uni<@Nullable Raised> take() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(NEXT, Notice.class)
                    .setParameter(1, NoticeType.wireNames())
                    .getSingleResultOrNull())
        .map(this::distributed);
  }

  private @Nullable Raised distributed(@Nullable Notice it) {
    if (it == null) {
      return null;
    }
    it.fannedOutAt = clock.instant();
    return Raised.of(it);
  }

  /** The CloudEvent to send. */
  @WithSession
  public Uni<String> body(UUID id) {
    return Panache.getSession().chain(session -> session.find(Notice.class, id)).map(it -> it.body);
  }

  @WithTransaction
  public Uni<Integer> forget(Duration olderThan) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(FORGET)
                    .setParameter(1, (double) olderThan.toSeconds())
                    .executeUpdate());
  }
}
