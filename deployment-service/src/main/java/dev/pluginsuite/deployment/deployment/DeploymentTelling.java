package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.common.security.Actor;
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
    var deed =
        Deed.of("deployment." + what, "deployment", it.id)
            .changing(before, it.status)
            .because(why.reason(), why.changeReference());
    return audit.record(by, deed).chain(() -> announce(it, what));
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
