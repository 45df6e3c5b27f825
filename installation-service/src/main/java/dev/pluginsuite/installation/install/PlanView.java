package dev.pluginsuite.installation.install;

import dev.pluginsuite.installation.resolution.Plan;
import java.util.List;

/** What an installation would do. */
record PlanView(String siteId, String planHash, List<Plan.Step> steps) {
  static PlanView of(String siteId, Plan plan) {
    return new PlanView(siteId, plan.hash(), plan.steps());
  }
}
