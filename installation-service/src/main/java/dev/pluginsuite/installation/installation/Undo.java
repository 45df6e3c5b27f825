package dev.pluginsuite.installation.installation;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an installation was before the plan that it is in: where it goes back to when the site
 * cannot do that plan.
 *
 * @param configuration null if the plan left it as it was
 * @param before the same for the plan before, while the site has confirmed neither
 */
record Undo(
    UUID planId,
    Desired desired,
    @Nullable Map<String, Object> configuration,
    @Nullable Undo before) {
  boolean leadsThrough(UUID plan) {
    return planId.equals(plan) || (before != null && before.leadsThrough(plan));
  }

  /** The last steps only: of a site that stays silent they must not grow for ever. */
  Undo newest(int steps) {
    var earlier = before == null || steps <= 1 ? null : before.newest(steps - 1);
    return new Undo(planId, desired, configuration, earlier);
  }

  Undo withoutBefore() {
    return before == null ? this : new Undo(planId, desired, configuration, null);
  }
}
