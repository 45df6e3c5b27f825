package dev.pluginsuite.local.service;

import java.nio.file.Path;
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
