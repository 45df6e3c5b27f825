package dev.pluginsuite.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Written by the build, so that the parent POM stays the only place with versions. */
final class Versions {
  private static final Properties VERSIONS = load();

  static final String POSTGRES = of("postgres");
  static final String KAFKA = of("kafka");
  static final String KEYCLOAK = of("keycloak");

  private Versions() {}

  private static String of(String part) {
    return Objects.requireNonNull(VERSIONS.getProperty(part), part);
  }

  private static Properties load() {
    try (var resource = Versions.class.getResourceAsStream("versions.properties")) {
      var versions = new Properties();
      versions.load(Objects.requireNonNull(resource));
      return versions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
