package dev.pluginsuite.api.deployment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks installation-service for one change at one site. Sent again until answered; the answer to a
 * repeated one is the first answer again. Said once more as withdrawn, it is taken back: it is
 * answered by WITHDRAWN, unless it has come to its end before, or somebody has changed since what
 * it made of the site; then it goes on to its own end.
 *
 * @param activate whether an install ends ACTIVE
 * @param requestedBy who created the deployment
 * @param expected what the site has to have still; null if it does not matter
 * @param withdrawn whether the command of this id is not wanted any more; one that has not come yet
 *     is then never executed
 * @param until it is not begun after that, when the site's maintenance window has closed; null for
 *     whenever
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DeploymentCommand(
    UUID commandId,
    UUID deploymentId,
    String siteId,
    DeploymentType action,
    UUID packageId,
    String pluginId,
    Map<String, Object> configuration,
    boolean activate,
    String requestedBy,
    @Nullable Expected expected,
    boolean withdrawn,
    @Nullable Instant until,
    Instant at) {

  /**
   * An installation as it was when somebody last looked.
   *
   * @param generation of the document in which it last changed
   */
  public record Expected(UUID installationId, long generation) {}
}
