package dev.pluginsuite.api.deployment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Asks installation-service for one change at one site. Sent again until answered; the answer to a
 * repeated one is the first answer again.
 *
 * @param activate whether an install ends ACTIVE
 * @param requestedBy who created the deployment
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
    Instant at) {}
