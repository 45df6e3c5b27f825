package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.deployment.DeploymentType;
import java.util.Map;
import java.util.UUID;

/**
 * What installation-service is to be asked for the plan of each site.
 *
 * @param sitesAtMost so many ids of {@code waves} go along as {@code siteIds}, as often as there
 *     are more
 * @param body what else goes along
 */
record PlansQuestion(String method, String url, int sitesAtMost, Body body) {
  private static final String URL = "/api/v1/admin/plugins/plans";
  private static final int SITES_AT_MOST = 200;

  /** As the deployment has it. */
  record Body(
      UUID packageId,
      DeploymentType deploymentType,
      Map<String, Object> configuration,
      boolean activate) {}

  static PlansQuestion of(DeploymentRequest request) {
    var body =
        new Body(
            request.packageId(),
            request.deploymentType(),
            request.configurationOrNone(),
            request.activateOrDefault());
    return new PlansQuestion("POST", URL, SITES_AT_MOST, body);
  }
}
