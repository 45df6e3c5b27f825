package dev.pluginsuite.agent.disk;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;

/**
 * Releases that were taken away: {@code removed/<plugin id>/<name>}. Of each plugin the one that
 * went last stays, so that going back to it needs nobody.
 */
final class Removed {
  private static final Comparator<Path> OLDEST_FIRST = Comparator.comparing(Removed::since);

  private final Path folder;

  Removed(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  void take(Path release, String pluginId, String name) throws IOException {
    var ofPlugin = Files.createDirectories(folder.resolve(pluginId));
    Folders.delete(ofPlugin.resolve(name));
    Files.setLastModifiedTime(release, FileTime.from(Instant.now()));
    Files.move(release, ofPlugin.resolve(name), ATOMIC_MOVE);
    AtomicFile.syncFolder(ofPlugin);
  }

  private static FileTime since(Path release) {
    try {
      return Files.getLastModifiedTime(release);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  /** Where it is, if it is still there. */
  Path of(String pluginId, String name) {
    return folder.resolve(pluginId).resolve(name);
  }

  /**
   * @param pluginIds of which the site still has a release
   */
  void keepLastOf(Set<String> pluginIds) throws IOException {
    for (var ofPlugin : Folders.in(folder)) {
      var releases = Folders.in(ofPlugin).stream().sorted(OLDEST_FIRST).toList();
      var isWanted = pluginIds.contains(ofPlugin.getFileName().toString());
      for (var each : releases.subList(0, Math.max(0, releases.size() - (isWanted ? 1 : 0)))) {
        Folders.delete(each);
      }
      if (!isWanted || releases.isEmpty()) {
        Folders.delete(ofPlugin);
      }
    }
  }

  void clear() throws IOException {
    Folders.clear(folder);
  }
}
