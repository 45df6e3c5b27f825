package dev.pluginsuite.deployment.deployment;

import static dev.pluginsuite.deployment.problem.DeploymentProblem.NOT_YET_SUPPORTED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What is wrong with a request whatever the packages and sites are. */
@ApplicationScoped
class RequestCheck {
  /** Travels in every command, which may have 900 KiB at most. */
  static final int MOST_CONFIGURATION = 64 * 1024;

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Duration FURTHEST = Duration.ofDays(366);

  private final ObjectMapper json;
  private final Clock clock;

  RequestCheck(ObjectMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  void require(DeploymentRequest request) {
    requireSupported(request);
    var errors = new ArrayList<FieldError>();
    sites(request, errors);
    time(request, errors);
    configuration(request, errors);
    if (!errors.isEmpty()) {
      throw CommonProblem.INVALID_REQUEST.because("The deployment is not valid.", errors);
    }
  }

  private static void requireSupported(DeploymentRequest request) {
    switch (request.deploymentType()) {
      case INSTALL, UNINSTALL -> {}
      case UPGRADE, ROLLBACK ->
          throw NOT_YET_SUPPORTED.because(
              "A deployment of type %s is not possible yet.".formatted(request.deploymentType()),
              List.of(new FieldError("deploymentType", "must be INSTALL or UNINSTALL")));
    }
  }

  private static void sites(DeploymentRequest request, List<FieldError> errors) {
    var seen = new HashSet<String>();
    for (int i = 0; i < request.siteIds().size(); i++) {
      var site = request.siteIds().get(i);
      if (!seen.add(site)) {
        errors.add(new FieldError("siteIds[%d]".formatted(i), site + " is named twice"));
      }
    }
  }

  private void time(DeploymentRequest request, List<FieldError> errors) {
    var time = request.scheduledFor();
    var latest = clock.instant().plus(FURTHEST);
    if (time != null && (time.isBefore(EARLIEST) || time.isAfter(latest))) {
      errors.add(
          new FieldError("scheduledFor", "must be between %s and %s".formatted(EARLIEST, latest)));
    }
  }

  private void configuration(DeploymentRequest request, List<FieldError> errors) {
    var configuration = request.configurationOrNone();
    if (!configuration.isEmpty() && !request.isInstall()) {
      errors.add(new FieldError("configuration", "is taken by an INSTALL only"));
    }
    if (size(configuration) > MOST_CONFIGURATION) {
      errors.add(
          new FieldError(
              "configuration", "must have at most %d bytes of JSON".formatted(MOST_CONFIGURATION)));
    }
  }

  private int size(Object configuration) {
    try {
      return json.writeValueAsString(configuration).getBytes(StandardCharsets.UTF_8).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
