package dev.pluginsuite.local.manifests;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings that a service reads, by the names of their environment variables. */
final class KnownSettings {
  private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"");

  /** A method without a body: what it answers, and its name. */
  private static final Pattern SETTING =
      Pattern.compile("^ +([A-Z]?[\\w.]+)(<.*>)? ([a-z]\\w*)\\(\\);$", Pattern.MULTILINE);

  private static final Pattern GROUP = Pattern.compile("interface (\\w+)");

  /** Those of the machine, and of Quarkus itself, that no file of ours names. */
  private static final Set<String> OTHERS =
      Set.of("JAVA_TOOL_OPTIONS", "QUARKUS_INIT_AND_EXIT", "QUARKUS_SHUTDOWN_DELAY");

  private final Set<String> names = new HashSet<>(OTHERS);
  private final Set<String> beginnings = new HashSet<>();

  KnownSettings(String service) throws IOException {
    for (var module : List.of("common-service", service)) {
      var sources = Manifests.PROJECT.resolve(module).resolve("src/main");
      addProperties(sources.resolve("resources/META-INF/microprofile-config.properties"));
      addProperties(sources.resolve("resources/application.properties"));
      try (var files = Files.walk(sources.resolve("java"))) {
        files.filter(it -> it.toString().endsWith(".java")).forEach(this::addMapping);
      }
    }
    AdminClientConfig.configNames().forEach(it -> names.add(variable("kafka." + it)));
    ProducerConfig.configNames().forEach(it -> names.add(variable("kafka." + it)));
  }

  boolean has(String variable) {
    return names.contains(variable) || beginnings.stream().anyMatch(variable::startsWith);
  }

  private void addProperties(Path file) throws IOException {
    if (Files.exists(file)) {
      var properties = new Properties();
      try (var text = Files.newBufferedReader(file)) {
        properties.load(text);
      }
      properties.stringPropertyNames().forEach(it -> names.add(variable(it)));
    }
  }

  private void addMapping(Path file) {
    var source = read(file);
    var prefix = MAPPING.matcher(source);
    if (prefix.find()) {
      var groups = GROUP.matcher(source).results().map(it -> it.group(1)).toList();
      var settings = SETTING.matcher(source.substring(prefix.end()));
      while (settings.find()) {
        var name = variable(prefix.group(1) + "." + kebab(settings.group(3)));
        var many = settings.group(1).equals("Map") || groups.contains(settings.group(1));
        if (many) {
          beginnings.add(name + "_");
        } else {
          names.add(name);
        }
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String kebab(String method) {
    return method.replaceAll("([A-Z])", "-$1").toLowerCase(ROOT);
  }

  /** As MicroProfile Config looks a name up in the environment. */
  private static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(ROOT);
  }
}
