package dev.pluginsuite.health.sample;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.pluginsuite.api.health.HealthSample;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads samples one by one, so that one with a word for a number spoils no other. */
@ApplicationScoped
class SampleReader {
  private final ObjectReader reader;
  private final SampleCheck check;

  SampleReader(ObjectMapper json, SampleCheck check) {
    this.reader =
        json.readerFor(HealthSample.class).without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    this.check = check;
  }

  /** The sample, or a refusal that names each field that is wrong. */
  HealthSample read(@Nullable JsonNode node) {
    var sample = parse(node);
    var errors = check.errors(sample);
    if (!errors.isEmpty()) {
      throw refusal(errors);
    }
    return sample;
  }

  private HealthSample parse(@Nullable JsonNode node) {
    if (node == null || !node.isObject()) {
      throw refusal(List.of(new FieldError("sample", "must be a JSON object")));
    }
    try {
      return reader.readValue(node);
    } catch (JsonMappingException e) {
      throw refusal(List.of(new FieldError(path(e), e.getOriginalMessage())));
    } catch (IOException e) {
      throw refusal(List.of(new FieldError("sample", "cannot be read")));
    }
  }

  static Problem refusal(List<FieldError> errors) {
    var fields = errors.stream().map(FieldError::field).distinct().collect(joining(", "));
    return CommonProblem.INVALID_REQUEST.because("Not valid: %s.".formatted(fields), errors);
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream().map(it -> String.valueOf(it.getFieldName())).collect(joining("."));
  }
}
