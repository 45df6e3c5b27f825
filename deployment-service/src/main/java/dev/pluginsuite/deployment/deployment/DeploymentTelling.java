package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.common.security.Actor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Writes each move of a deployment to the audit and to its topic, in the move's transaction. */
@ApplicationScoped
class DeploymentTelling {
  private final Audit audit;
  private final Outbox outbox;
  private final Clock clock;

  DeploymentTelling(Audit audit, Outbox outbox, Clock clock) {
    this.audit = audit;
    this.outbox = outbox;
    this.clock = clock;
  }

  Uni<Void> of(Deployment it, @Nullable DeploymentStatus before, Actor by, String what, Why why) {
    var detail = why.reason() == null ? it.statusReason : why.reason();
    var deed =
        Deed.of("deployment." + what, "deployment", it.id)
            .changing(before, it.status)
            .because(why.reason(), why.changeReference());
    return audit
        .record(by, deed)
        .chain(() -> note(it, what, detail, by))
        .chain(() -> announce(it, what));
  }

  /** What the engine decided within a status. */
  Uni<Void> step(Deployment it, Actor by, String what, String detail) {
    var deed =
        Deed.of("deployment." + what, "deployment", it.id)
            .changing(it.status, it.status)
            .because(detail, null);
    return audit
        .record(by, deed)
        .chain(() -> note(it, what, detail, by))
        .chain(() -> announce(it, what));
  }

  private Uni<Void> note(Deployment it, String what, @Nullable String detail, Actor by) {
    var entry = new HistoryEntry(it, what, detail, by.name(), clock.instant());
    return Panache.getSession().chain(session -> session.persist(entry));
  }

  /** Counters only: nobody decided anything. */
  Uni<Void> progress(Deployment it) {
    return announce(it, "progress");
  }

  private Uni<Void> announce(Deployment it, String what) {
    var state = it.announce(clock.instant());
    return outbox.state(
        Topic.DEPLOYMENTS.topicName(), it.id, "deployment." + what, it.revision, state);
  }
}
