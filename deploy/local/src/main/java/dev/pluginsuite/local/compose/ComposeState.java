package dev.pluginsuite.local.compose;

import dev.pluginsuite.infra.ComposedInfrastructure;
import dev.pluginsuite.local.keys.SigningKeys;
import dev.pluginsuite.local.service.LocalService;
import dev.pluginsuite.local.service.ServiceConfiguration;
import dev.pluginsuite.local.service.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

/**
 * The folder that all containers share: passwords, keys, and what each is told. {@code files} comes
 * before the servers, {@code provision} after them and before the services.
 */
public final class ComposeState {
  private static final int PORT = 8080;

  private final Path folder;
  private final ComposedInfrastructure infrastructure;

  private ComposeState(Path folder) {
    this.folder = folder;
    this.infrastructure = ComposedInfrastructure.in(folder.resolve("infra"));
  }

  static ComposeState in(Path folder) {
    return new ComposeState(folder);
  }

  void writeFiles() throws IOException {
    infrastructure.writeFiles();
    var keys = SigningKeys.in(folder.resolve("keys"), Clock.systemUTC());
    var around =
        new Surroundings(
            folder,
            infrastructure.postgres(),
            infrastructure.kafka(),
            infrastructure.keycloak(),
            keys,
            URI.create("http://gateway:3000"),
            addresses());
    for (var service : LocalService.values()) {
      ServiceConfiguration.write(service, around);
    }
  }

  private static Map<LocalService, URI> addresses() {
    var addresses = new EnumMap<LocalService, URI>(LocalService.class);
    for (var service : LocalService.values()) {
      addresses.put(service, URI.create("http://%s:%d".formatted(service.fullName(), PORT)));
    }
    return addresses;
  }

  private void provision() throws InterruptedException {
    infrastructure.provision();
  }

  public static void main(String... args) throws IOException, InterruptedException {
    var step = args.length == 2 ? args[0] : "";
    switch (step) {
      case "files" -> in(Path.of(args[1])).writeFiles();
      case "provision" -> in(Path.of(args[1])).provision();
      default -> throw new IllegalArgumentException("files FOLDER, or provision FOLDER");
    }
  }
}
