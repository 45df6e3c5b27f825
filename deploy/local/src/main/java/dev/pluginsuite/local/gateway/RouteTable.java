package dev.pluginsuite.local.gateway;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every route in order of precedence: the first that fits a path is the one. */
public final class RouteTable {
  private static final String CLASS_PATH = "classpath";
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(FAIL_ON_MISSING_CREATOR_PROPERTIES, FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final List<Route> routes;

  private RouteTable(List<Route> routes) {
    this.routes = routes;
  }

  /** The suite's own, as built into this module. */
  public static RouteTable ofTheSuite() throws IOException {
    return read(CLASS_PATH);
  }

  /** From a file, or from {@code classpath}. */
  static RouteTable read(String location) throws IOException {
    try (var in = open(location)) {
      return of(YAML.readValue(in, HttpRoute.class));
    }
  }

  private static InputStream open(String location) throws IOException {
    if (!location.equals(CLASS_PATH)) {
      return Files.newInputStream(Path.of(location));
    }
    var in = RouteTable.class.getResourceAsStream("httproute.yaml");
    if (in == null) {
      throw new FileNotFoundException("No httproute.yaml on the class path.");
    }
    return in;
  }

  static RouteTable of(HttpRoute document) {
    return new RouteTable(
        document.spec().rules().stream()
            .flatMap(rule -> rule.matches().stream().map(match -> Route.of(match.path(), rule)))
            .sorted(Route.PRECEDENCE)
            .toList());
  }

  /**
   * @param path normalised, see {@link RequestPath}
   */
  Optional<Route> find(String path) {
    return routes.stream().filter(route -> route.test().test(path)).findFirst();
  }

  public Set<String> backends() {
    return routes.stream().map(Route::backend).collect(Collectors.toUnmodifiableSet());
  }
}
