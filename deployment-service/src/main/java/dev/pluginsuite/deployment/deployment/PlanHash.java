package dev.pluginsuite.deployment.deployment;

import static dev.pluginsuite.deployment.problem.DeploymentProblem.PLAN_CHANGED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.pluginsuite.api.deployment.DeploymentType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.deployment.deployment.Admission.Admitted;
import dev.pluginsuite.deployment.known.SiteSelector;
import dev.pluginsuite.deployment.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells whether what is done is what somebody has seen before: the same to the same sites. */
@ApplicationScoped
class PlanHash {
  private final ObjectMapper json;

  PlanHash(ObjectMapper json) {
    this.json = json.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  }

  /** Everything that decides what a site is asked for, and when its turn comes. */
  private record Hashed(
      UUID packageId,
      PackageStatus packageStatus,
      DeploymentType type,
      Map<String, Object> configuration,
      boolean activate,
      Strategy strategy,
      boolean ignoreWindows,
      @Nullable SiteSelector lateJoiners,
      List<String> siteIds) {}

  String of(DeploymentRequest request, Admitted admitted) {
    return sha256(
        new Hashed(
            admitted.what().packageId(),
            admitted.what().status(),
            request.deploymentType(),
            request.configurationOrNone(),
            request.activateOrDefault(),
            request.strategyOrNone(),
            request.isIgnoringWindows(),
            request.isForLateJoiners() ? request.siteSelector() : null,
            admitted.siteIds()));
  }

  /** The hash, unless the request was for another plan. */
  String require(DeploymentRequest request, Admitted admitted) {
    var hash = of(request, admitted);
    if (request.planHash() != null && !request.planHash().equals(hash)) {
      throw PLAN_CHANGED.because(
          "The plan is %s now and not %s: its sites, their waves, the package or the request have changed."
              .formatted(hash, request.planHash()));
    }
    return hash;
  }

  private String sha256(Hashed hashed) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(hashed));
      return HexFormat.of().formatHex(digest);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
