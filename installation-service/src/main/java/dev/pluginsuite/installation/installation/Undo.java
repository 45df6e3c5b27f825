package dev.pluginsuite.installation.installation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an installation was before the plan that it is in: where it goes back to when the site
 * cannot do that plan.
 *
 * @param before the same for the plan before, while the site has confirmed neither
 */
record Undo(UUID planId, Desired desired, @Nullable Undo before) {
  boolean leadsThrough(UUID plan) {
    return planId.equals(plan) || (before != null && before.leadsThrough(plan));
  }

  Undo withoutBefore() {
    return before == null ? this : new Undo(planId, desired, null);
  }
}
