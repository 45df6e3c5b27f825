package dev.pluginsuite.demohost;

import static dev.pluginsuite.demohost.ProblemType.INVALID_REQUEST;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the site agent wants active: an unpacked version, its configuration, and what it builds on.
 *
 * @param secrets by the name of the property, the path of the file that holds its value
 */
public record Activation(
    String installationId,
    String version,
    String path,
    JsonNode configuration,
    Map<String, String> secrets,
    List<String> requires) {

  /** Of a plugin without secrets. */
  public Activation(
      String installationId,
      String version,
      String path,
      JsonNode configuration,
      List<String> requires) {
    this(installationId, version, path, configuration, Map.of(), requires);
  }

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
      @Nullable Map<String, @Nullable String> secrets,
      @Nullable List<String> requires) {

    Activation checked() {
      return new Activation(
          text("installationId", installationId),
          text("version", version),
          text("path", path),
          object(configuration),
          paths(secrets),
          requires == null ? List.of() : List.copyOf(requires));
    }

    private static Map<String, String> paths(@Nullable Map<String, @Nullable String> secrets) {
      var paths = new TreeMap<String, String>();
      if (secrets != null) {
        secrets.forEach((name, path) -> paths.put(name, text("secrets." + name, path)));
      }
      return Map.copyOf(paths);
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
