package dev.pluginsuite.local.service;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A service of the suite. */
public enum LocalService {
  REGISTRY(8081),
  VALIDATION(8082),
  INSTALLATION(8083),
  DEPLOYMENT(8084),
  HEALTH(8085);

  private final int usualPort;

  LocalService(int usualPort) {
    this.usualPort = usualPort;
  }

  /** Of all, as their schemas and Kafka users are called. */
  public static List<String> shortNames() {
    return Arrays.stream(values()).map(LocalService::shortName).toList();
  }

  /** Of all, as their modules and processes are called. */
  public static List<String> fullNames() {
    return Arrays.stream(values()).map(LocalService::fullName).toList();
  }

  public int usualPort() {
    return usualPort;
  }

  /** As its schema and its Kafka user are called. */
  public String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As its module, its process and the gateway's backend are called. */
  public String fullName() {
    return shortName() + "-service";
  }

  Path jar(Path root) {
    return root.resolve(fullName()).resolve("target/quarkus-app/quarkus-run.jar");
  }
}
