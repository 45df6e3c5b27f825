package dev.pluginsuite.common.audit;

import dev.pluginsuite.common.security.Actor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Writes down who did what, in the transaction that does it. */
@ApplicationScoped
public class Audit {
  private final Clock clock;

  Audit(Clock clock) {
    this.clock = clock;
  }

  public Uni<Void> record(Actor actor, Deed deed) {
    var entry = new AuditEntry(clock.instant(), actor, deed);
    return Panache.getSession().chain(session -> session.persist(entry));
  }
}
