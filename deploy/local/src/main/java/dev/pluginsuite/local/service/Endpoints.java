package dev.pluginsuite.local.service;

import static java.util.stream.Collectors.toMap;

import dev.pluginsuite.local.keys.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where the processes of each service are: a file for each service, an address a line. A line more
 * is a replica more.
 */
public final class Endpoints {
  private final Path folder;

  private Endpoints(Path folder) {
    this.folder = folder;
  }

  public static Endpoints of(Path state) {
    return new Endpoints(state.resolve("endpoints"));
  }

  public void write(String service, List<URI> addresses) throws IOException {
    PrivateFiles.createFolder(folder);
    var lines = new StringBuilder();
    addresses.forEach(it -> lines.append(it).append('\n'));
    PrivateFiles.write(folder.resolve(service), lines.toString());
  }

  public Map<String, List<URI>> read() {
    return Arrays.stream(LocalService.values())
        .collect(toMap(LocalService::fullName, it -> read(it.fullName())));
  }

  public List<URI> read(String service) {
    try (var lines = Files.lines(folder.resolve(service))) {
      return lines.map(URI::create).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
