package dev.pluginsuite.common.outbox;

import dev.pluginsuite.common.waiting.Settled;
import dev.pluginsuite.common.waiting.Waiting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Lets a decision be answered only after its events are on their topics: whoever acts on the
 * answer, at whichever service, finds that service able to know. With Kafka away the answer comes
 * all the same, a little later.
 */
@ApplicationScoped
public class Publication {
  /** A relay that takes over needs a part of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Settled<String> SENT =
      new Settled<>(
          "outbox",
          """
          select k as id from unnest($1::varchar[]) as k
          where not exists (select 1 from outbox_event o where o.key = k and o.parked_at is null)""",
          String.class,
          Duration.ofMillis(5));

  private final Waiting waiting;

  Publication(Waiting waiting) {
    this.waiting = waiting;
  }

  /** Completes when nothing about the subject is left to send, or after two seconds. */
  public Uni<Void> of(Object subject) {
    return waiting.until(SENT, subject.toString(), PATIENCE).replaceWithVoid();
  }
}
