package dev.pluginsuite.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.rest.ProblemDetail;
import io.vertx.core.buffer.Buffer;

/** A request that the gateway answers itself. */
final class Refusal extends RuntimeException {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GatewayProblem problem;

  Refusal(GatewayProblem problem, String detail) {
    super(detail, null, false, false);
    this.problem = problem;
  }

  int status() {
    return problem.status;
  }

  Buffer body(String instance) {
    var detail =
        new ProblemDetail(
            "/problems/" + problem.slug,
            problem.title,
            problem.status,
            getMessage(),
            instance,
            null);
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(detail));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
