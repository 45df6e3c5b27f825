package dev.pluginsuite.deployment.deployment;

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
    var errors = new ArrayList<FieldError>();
    sites(request, errors);
    time(request, errors);
    configuration(request, errors);
    windows(request, errors);
    if (request.strategyOrNone().healthGate() != null && request.startsNothing()) {
      errors.add(
          new FieldError("strategy.healthGate", "has nothing to look at where nothing is to run"));
    }
    if (!errors.isEmpty()) {
      throw CommonProblem.INVALID_REQUEST.because("The deployment is not valid.", errors);
    }
  }

  private static void sites(DeploymentRequest request, List<FieldError> errors) {
    var siteIds = request.siteIds();
    if ((siteIds == null) == (request.siteSelector() == null)) {
      errors.add(new FieldError("siteIds", "or siteSelector has to say where, and not both"));
    }
    if (request.isForLateJoiners() && request.siteSelector() == null) {
      errors.add(new FieldError("lateJoiners", "needs a siteSelector that they come to match"));
    }
    var seen = new HashSet<String>();
    for (int i = 0; siteIds != null && i < siteIds.size(); i++) {
      var site = siteIds.get(i);
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
    if (!configuration.isEmpty() && !request.brings()) {
      errors.add(new FieldError("configuration", "is taken by INSTALL and UPGRADE only"));
    }
    if (size(configuration) > MOST_CONFIGURATION) {
      errors.add(
          new FieldError(
              "configuration", "must have at most %d bytes of JSON".formatted(MOST_CONFIGURATION)));
    }
  }

  private static void windows(DeploymentRequest request, List<FieldError> errors) {
    var reason = request.reason();
    if (request.isIgnoringWindows() && (reason == null || reason.isBlank())) {
      errors.add(new FieldError("reason", "is required with ignoreWindows"));
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
