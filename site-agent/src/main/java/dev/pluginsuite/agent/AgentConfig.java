package dev.pluginsuite.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;

/** {@code agent.properties} in the home folder; the README says what each key is for. */
final class AgentConfig {
  private final Path home;
  private final Properties properties = new Properties();

  private AgentConfig(Path home) {
    this.home = home;
  }

  static AgentConfig in(Path home) throws IOException {
    var config = new AgentConfig(home.toAbsolutePath().normalize());
    try (var reader = Files.newBufferedReader(home.resolve("agent.properties"))) {
      config.properties.load(reader);
    }
    return config;
  }

  Path home() {
    return home;
  }

  Optional<String> siteId() {
    return text("site.id");
  }

  /** Where to enrol, and afterwards what to use in place of the granted URL. */
  Optional<String> apiUrl() {
    return text("api.url").map(it -> it.replaceAll("/+$", ""));
  }

  URI hostUrl() {
    return URI.create(needed("host.url"));
  }

  /** A file with a token is used up by enrolling; a new one enrols again, with new secrets. */
  Optional<Path> tokenFile() {
    return text("enrolment.token.file").map(home::resolve).filter(Files::exists);
  }

  String token() throws IOException {
    var file = tokenFile();
    return file.isPresent() ? Files.readString(file.get()).trim() : needed("enrolment.token");
  }

  Optional<String> rootKey() {
    return text("root.key");
  }

  /** Whether packages that only a developer's key approved may run here. */
  boolean isDevelopment() {
    return text("development").map(Boolean::parseBoolean).orElse(false);
  }

  Duration reportInterval() {
    return duration("report.interval", "PT5M");
  }

  Duration healthInterval() {
    return duration("health.interval", "PT60S");
  }

  /** How often the host is compared with what it should run. */
  Duration compareInterval() {
    return duration("compare.interval", "PT30S");
  }

  /** The pause after a plan's first failed try; twice as long after the second. */
  Duration retryPause() {
    return duration("retry.pause", "PT5S");
  }

  /** How long the host may take to start or stop a plugin. */
  Duration hostTimeout() {
    return duration("host.timeout", "PT60S");
  }

  /** Where metrics and health are answered, on the loopback interface. */
  Optional<Integer> statusPort() {
    return text("status.port").map(AgentConfig::port);
  }

  private static int port(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("status.port must be a port, but is " + value, e);
    }
  }

  private Duration duration(String key, String otherwise) {
    var value = text(key).orElse(otherwise);
    try {
      return Duration.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s must be a duration like PT30S, but is %s".formatted(key, value), e);
    }
  }

  String needed(String key) {
    return text(key)
        .orElseThrow(() -> new IllegalArgumentException("agent.properties lacks " + key));
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(properties.getProperty(key))
        .map(String::trim)
        .filter(it -> !it.isEmpty());
  }
}
