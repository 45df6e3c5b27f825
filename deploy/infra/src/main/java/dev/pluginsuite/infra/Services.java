package dev.pluginsuite.infra;

import java.util.List;

/** The services that own a schema and speak on Kafka. */
final class Services {
  static final List<String> ALL =
      List.of("registry", "validation", "installation", "deployment", "health");

  private Services() {}

  static String known(String service) {
    if (!ALL.contains(service)) {
      throw new IllegalArgumentException("No service is called " + service + ", only " + ALL + ".");
    }
    return service;
  }
}
