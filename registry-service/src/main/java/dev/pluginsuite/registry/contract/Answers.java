package dev.pluginsuite.registry.contract;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one operation, from {@code contract/<method>.<path>.json} on the class path.
 *
 * @param answers an example body for each status of success; null where there is no JSON body
 * @param problems for each refusal its detail by way of example, or the members it has
 */
record Answers(Map<String, @Nullable Object> answers, Map<String, Object> problems) {
  private static final JsonMapper JSON = new JsonMapper();

  static Optional<Answers> of(String method, String path) {
    var file = "/contract/" + name(method, path);
    try (var in = Answers.class.getResourceAsStream(file)) {
      return in == null ? Optional.empty() : Optional.of(JSON.readValue(in, Answers.class));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** Such as {@code put.packages.id.approve.json}. */
  static String name(String method, String path) {
    var resource = path.replaceFirst("^/api/v1/(admin/plugin-registry/)?", "");
    return "%s.%s.json"
        .formatted(
            method.toLowerCase(java.util.Locale.ROOT),
            resource.replaceAll("[{}]", "").replace('/', '.'));
  }
}
