package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.problem.Problem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which deployments are wanted: a condition and its values. */
record DeploymentFilter(Map<String, Object> wanted) {
  static final DeploymentFilter NONE = new DeploymentFilter(Map.of());

  static DeploymentFilter of(
      @Nullable String status, @Nullable String packageId, @Nullable String pluginId) {
    var wanted = new LinkedHashMap<String, Object>();
    if (status != null) {
      wanted.put("status", choice("status", status, DeploymentStatus.class));
    }
    if (packageId != null) {
      wanted.put("packageId", id(packageId));
    }
    if (pluginId != null) {
      wanted.put("pluginId", pluginId);
    }
    return new DeploymentFilter(wanted);
  }

  String and() {
    return wanted.keySet().stream()
        .map(it -> " and " + it + " = :" + it)
        .collect(Collectors.joining());
  }

  static <E extends Enum<E>> E choice(String field, String value, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(it -> it.name().equals(value))
        .findFirst()
        .orElseThrow(
            () -> invalid(field, "must be one of " + Arrays.toString(type.getEnumConstants())));
  }

  private static UUID id(String value) {
    try {
      return UUID.fromString(value);
    } catch (IllegalArgumentException e) {
      throw invalid("packageId", "must be a UUID");
    }
  }

  private static Problem invalid(String field, String message) {
    return CommonProblem.INVALID_REQUEST.because(
        "Not valid: %s.".formatted(field), List.of(new FieldError(field, message)));
  }
}
