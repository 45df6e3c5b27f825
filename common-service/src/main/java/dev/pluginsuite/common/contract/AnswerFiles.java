package dev.pluginsuite.common.contract;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files {@code contract/<method>.<path>.json} on a service's class path: its own, and ours for
 * what every service answers.
 */
public final class AnswerFiles {
  private static final JsonMapper JSON = new JsonMapper();

  private final Class<?> service;

  /**
   * @param service a class of the service, whose loader sees its files
   */
  public AnswerFiles(Class<?> service) {
    this.service = service;
  }

  /** Such as {@code put.packages.id.approve.json}. */
  public static String name(String method, String path) {
    var resource = path.replaceFirst("^/api/v1/(admin/plugin-registry/)?", "");
    return "%s.%s.json"
        .formatted(
            method.toLowerCase(Locale.ROOT), resource.replaceAll("[{}]", "").replace('/', '.'));
  }

  public boolean has(String method, String path) {
    return service.getResource(file(method, path)) != null;
  }

  Optional<Answers> of(String method, String path) {
    var file = file(method, path);
    try (var in = open(file)) {
      return in == null ? Optional.empty() : Optional.of(JSON.readValue(in, Answers.class));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private @Nullable InputStream open(String file) {
    return service.getResourceAsStream(file);
  }

  private static String file(String method, String path) {
    return "/contract/" + name(method, path);
  }
}
