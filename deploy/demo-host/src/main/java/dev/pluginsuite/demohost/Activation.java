package dev.pluginsuite.demohost;

import static dev.pluginsuite.demohost.ProblemType.INVALID_REQUEST;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the site agent wants active: an unpacked version, its configuration, and what it builds on.
 */
public record Activation(
    String installationId,
    String version,
    String path,
    JsonNode configuration,
    List<String> requires) {

  static Activation of(JsonNode body) {
    try {
      return Json.MAPPER.treeToValue(body, Request.class).checked();
    } catch (JsonProcessingException unreadable) {
      throw INVALID_REQUEST.because(unreadable.getOriginalMessage());
    }
  }

  /** As sent. */
  private record Request(
      @Nullable String installationId,
      @Nullable String version,
      @Nullable String path,
      @Nullable JsonNode configuration,
      @Nullable List<String> requires) {

    Activation checked() {
      return new Activation(
          text("installationId", installationId),
          text("version", version),
          text("path", path),
          object(configuration),
          requires == null ? List.of() : List.copyOf(requires));
    }

    private static String text(String field, @Nullable String value) {
      if (value == null || value.isBlank()) {
        throw INVALID_REQUEST.because("'%s' is required.".formatted(field));
      }
      return value;
    }

    private static JsonNode object(@Nullable JsonNode value) {
      if (value == null || value.isNull()) {
        return Json.MAPPER.createObjectNode();
      }
      if (!value.isObject()) {
        throw INVALID_REQUEST.because("'configuration' must be an object.");
      }
      return value;
    }
  }
}
