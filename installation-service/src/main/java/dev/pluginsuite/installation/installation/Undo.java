package dev.pluginsuite.installation.installation;

import dev.pluginsuite.installation.secret.Setup;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an installation was before the plan that it is in: where it goes back to when the site
 * cannot do that plan.
 *
 * @param configuration null if the plan left it as it was
 * @param before the same for the plan before, while the site has confirmed neither
 */
record Undo(UUID planId, Desired desired, @Nullable Setup configuration, @Nullable Undo before) {
  boolean leadsThrough(UUID plan) {
    return planId.equals(plan) || (before != null && before.leadsThrough(plan));
  }

  Stream<UUID> plans() {
    return Stream.iterate(this, it -> it != null, it -> it.before).map(Undo::planId);
  }

  /**
   * Of a site that stays silent they must not grow for ever. Where it all began stays: without that
   * the last step back would be that there was nothing.
   */
  Undo bounded(int steps) {
    return plans().count() <= steps ? this : withoutOldestStep();
  }

  private Undo withoutOldestStep() {
    if (before == null) {
      return this;
    }
    return before.before == null
        ? before.keeping(configuration)
        : new Undo(planId, desired, configuration, before.withoutOldestStep());
  }

  /** The oldest configuration is the one to go back to, if the oldest step left it as it was. */
  private Undo keeping(@Nullable Setup later) {
    return configuration == null ? new Undo(planId, desired, later, before) : this;
  }

  /** Going back does not start it again. */
  Undo stopped() {
    var stopped = desired == Desired.ACTIVE ? Desired.INACTIVE : desired;
    return new Undo(planId, stopped, configuration, before == null ? null : before.stopped());
  }

  Undo withoutBefore() {
    return before == null ? this : new Undo(planId, desired, configuration, null);
  }
}
