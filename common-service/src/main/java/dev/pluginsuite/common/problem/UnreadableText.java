package dev.pluginsuite.common.problem;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Text of a caller that is not what it should be, noticed only by who had to work with it. */
final class UnreadableText {
  /** SQLSTATEs: text that PostgreSQL cannot keep, as such or in JSON. */
  private static final Set<String> NOT_TO_BE_KEPT = Set.of("22021", "22P05");

  private UnreadableText() {}

  /**
   * JAX-RS answers 404 to a query parameter that is, say, no number; the list is there all the
   * same. The failure tells the value, not the name.
   */
  static @Nullable Problem parameter(WebApplicationException e, UriInfo uri) {
    if (e.getCause() == null || e.getCause() instanceof WebApplicationException) {
      return null;
    }
    var message = String.valueOf(e.getCause().getMessage());
    var inQuery = longestIn(message, uri.getQueryParameters());
    var inPath = longestIn(message, uri.getPathParameters());
    if (inQuery == null || (inPath != null && length(inPath) >= length(inQuery))) {
      return null;
    }
    return CommonProblem.INVALID_REQUEST.because(
        "The parameter %s has the wrong form.".formatted(inQuery.getKey()),
        List.of(new FieldError(inQuery.getKey(), "has the wrong form")));
  }

  /** Of all bugs that come from the database, the one that is the caller's. */
  static @Nullable Problem notToBeKept(Throwable failure) {
    Throwable it = failure;
    for (int depth = 0; it != null && depth < 30; depth++) {
      var state = state(it);
      if (state != null && NOT_TO_BE_KEPT.contains(state)) {
        return CommonProblem.INVALID_REQUEST.because("Text must not contain the character U+0000.");
      }
      it = it.getCause();
    }
    return null;
  }

  private static @Nullable String state(Throwable it) {
    if (it instanceof SQLException sql) {
      return sql.getSQLState();
    }
    return it instanceof PgException pg ? pg.getSqlState() : null;
  }

  private static Map.@Nullable Entry<String, String> longestIn(
      String message, MultivaluedMap<String, String> parameters) {
    return parameters.entrySet().stream()
        .<Map.Entry<String, String>>flatMap(
            it -> it.getValue().stream().map(value -> Map.entry(it.getKey(), value)))
        .filter(it -> !it.getValue().isEmpty() && message.contains(it.getValue()))
        .max(Comparator.comparingInt(UnreadableText::length))
        .orElse(null);
  }

  private static int length(Map.Entry<String, String> parameter) {
    return parameter.getValue().length();
  }
}
