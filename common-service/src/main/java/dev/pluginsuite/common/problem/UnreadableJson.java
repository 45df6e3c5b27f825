package dev.pluginsuite.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a body: where it stops being JSON, or which field is not as expected. */
final class UnreadableJson {
  private UnreadableJson() {}

  static Problem problem(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      var known = String.valueOf(unknown.getKnownPropertyIds());
      return CommonProblem.INVALID_REQUEST.because(
          "Unknown field %s.".formatted(unknown.getPropertyName()),
          List.of(new FieldError(path(unknown), "is not known here; known are " + known)));
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return CommonProblem.INVALID_REQUEST.because(
          "The field %s has the wrong form.".formatted(path(mapping)),
          List.of(new FieldError(path(mapping), e.getOriginalMessage())));
    }
    var at = e.getLocation();
    return CommonProblem.MALFORMED_REQUEST.because(
        at == null
            ? "Not JSON."
            : "Not JSON at line %d, column %d.".formatted(at.getLineNr(), at.getColumnNr()));
  }

  /** As bean validation writes it: {@code tags[0].name}. */
  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(it -> it.getFieldName() == null ? "[" + it.getIndex() + "]" : "." + it.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
