package dev.pluginsuite.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Keycloak's own archive. It is 176 MB, so that it is neither in our jar nor on any class path: the
 * build has put it into the local Maven repository, or the launcher beside our jar.
 */
final class KeycloakDistribution {
  private static final String NAME = "keycloak-quarkus-dist-" + Versions.KEYCLOAK + ".tar.gz";
  private static final Path IN_REPOSITORY =
      Path.of("org", "keycloak", "keycloak-quarkus-dist", Versions.KEYCLOAK, NAME);

  private KeycloakDistribution() {}

  static void unpack(Path target) throws IOException {
    var archive =
        candidates()
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(() -> new IOException(help()));
    try (var content = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
      Archives.unpack(content, 1, target);
    }
  }

  private static Stream<Path> candidates() {
    var candidates = new ArrayList<Path>();
    Stream.of("suite.keycloak.archive", "maven.repo.local", "localRepository")
        .map(System::getProperty)
        .filter(value -> value != null && !value.isBlank())
        .map(Path::of)
        .forEach(path -> candidates.addAll(List.of(path, path.resolve(IN_REPOSITORY))));
    // A jar of the class path tells where the repository is, wherever it was moved to.
    for (var origin : List.of(KeycloakDistribution.class, TarArchiveInputStream.class)) {
      var jar = location(origin);
      candidates.add(jar.resolveSibling(NAME));
      for (var above = jar.getParent(); above != null; above = above.getParent()) {
        candidates.add(above.resolve(IN_REPOSITORY));
      }
    }
    candidates.add(
        Path.of(System.getProperty("user.home"), ".m2", "repository").resolve(IN_REPOSITORY));
    return candidates.stream();
  }

  private static Path location(Class<?> origin) {
    try {
      return Path.of(origin.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static String help() {
    return "Keycloak's archive is not in the local Maven repository. Fetch it with: "
        + "mvn dependency:get -Dartifact=org.keycloak:keycloak-quarkus-dist:"
        + Versions.KEYCLOAK
        + ":tar.gz -Dtransitive=false, or name the file in -Dsuite.keycloak.archive=";
  }
}
