package dev.pluginsuite.installation.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.rest.ProblemDetail;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.installation.install.PlanView;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment would do at a site.
 *
 * @param plan what would be installed, upgraded and kept there, and under which licences; absent
 *     where no package comes
 * @param problem why it would be refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SitePlan(
    String siteId, Effect effect, @Nullable PlanView plan, @Nullable ProblemDetail problem) {

  /** What becomes of the site. */
  enum Effect {
    CHANGE,
    /** It is as it would be already. */
    NOTHING,
    REFUSED
  }

  static SitePlan of(String siteId, @Nullable PlanView plan, Execution.Begun begun) {
    var effect = begun.changed() == null ? Effect.NOTHING : Effect.CHANGE;
    return new SitePlan(siteId, effect, plan, null);
  }

  static SitePlan refused(String siteId, Problem problem) {
    return new SitePlan(siteId, Effect.REFUSED, null, problem.asDetail());
  }
}
