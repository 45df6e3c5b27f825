package dev.pluginsuite.agent.disk;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.pluginsuite.agent.reconcile.Release;
import dev.pluginsuite.api.installation.SiteReport.Found;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plugins that somebody else put into the plugins' folder: packages, and folders with a manifest.
 * It only looks, and follows no links.
 */
final class ForeignPlugins {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignPlugins.class);

  /** As many as a report may name. */
  private static final int MOST = 200;

  private static final int MOST_LOOKED_AT = 2_000;
  private static final int LONGEST_NAME = 256;

  private final Path plugins;
  private final PackageFiles packages = new PackageFiles();
  private @Nullable List<Found> last;

  ForeignPlugins(Path plugins) {
    this.plugins = plugins;
  }

  /** What there is now, or was the last time that it could be told; null if it never could. */
  synchronized @Nullable List<Found> look() {
    try {
      var found = found();
      if (!found.equals(last)) {
        LOG.info("Plugins of others: {}", found.stream().map(Found::name).toList());
      }
      last = found;
    } catch (IOException | RuntimeException e) {
      LOG.warn("The plugins' folder cannot be looked through: {}", e.getMessage());
    }
    return last;
  }

  /** A package with this checksum, as of the last look. */
  synchronized Optional<Path> at(String checksum) {
    return last == null
        ? Optional.empty()
        : last.stream()
            .filter(it -> checksum.equals(it.checksum()))
            .map(it -> plugins.resolve(it.name()))
            .findFirst();
  }

  private List<Found> found() throws IOException {
    var ours = new HashSet<Release>();
    var candidates = candidates(ours);
    packages.startLook(candidates);
    var found = new ArrayList<Found>();
    for (var each : candidates) {
      if (found.size() < MOST) {
        plugin(each).filter(it -> !isOneOf(ours, it)).ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }

  /** Two levels, as releases have; those are noted and passed over. */
  private List<Path> candidates(Set<Release> ours) throws IOException {
    var candidates = new ArrayList<Path>();
    for (var entry : sorted(plugins)) {
      candidates.add(entry);
      if (isFolder(entry) && !Files.exists(manifest(entry), NOFOLLOW_LINKS)) {
        for (var child : sorted(entry)) {
          var release = FileDisk.release(entry, child);
          release.ifPresentOrElse(ours::add, () -> candidates.add(child));
        }
      }
    }
    return candidates.subList(0, Math.min(candidates.size(), MOST_LOOKED_AT));
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.sorted().limit(MOST_LOOKED_AT).toList();
    }
  }

  /** One that cannot be read hides no other. */
  private Optional<Found> plugin(Path path) throws IOException {
    try {
      return isFolder(path) ? unpacked(path) : isPackage(path) ? packed(path) : Optional.empty();
    } catch (ClosedByInterruptException stopped) {
      throw stopped;
    } catch (IOException | RuntimeException unreadable) {
      LOG.debug("{} is no plugin: {}", path, unreadable.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Found> packed(Path file) throws IOException {
    var reading = packages.read(file);
    return reading.flatMap(
        it -> Optional.ofNullable(it.identity()).map(id -> found(id, it.checksum(), file)));
  }

  /** From what was unpacked nobody can tell the package that it came from. */
  private Optional<Found> unpacked(Path folder) throws IOException {
    var manifest = manifest(folder);
    if (!Files.isRegularFile(manifest, NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (var content = Files.newInputStream(manifest, NOFOLLOW_LINKS)) {
      var bytes = content.readNBytes(PackageFiles.LONGEST_MANIFEST);
      return Identity.in(bytes).map(it -> found(it, null, folder));
    }
  }

  private Found found(Identity it, @Nullable String checksum, Path path) {
    var name = plugins.relativize(path).toString().replaceAll("\\p{Cntrl}", "?");
    return new Found(
        it.pluginId(),
        it.version(),
        checksum,
        name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME));
  }

  /** Its bytes are a release here: it was taken over, or is a copy. */
  private static boolean isOneOf(Set<Release> ours, Found it) {
    return it.version() != null
        && it.checksum() != null
        && ours.contains(new Release(it.pluginId(), it.version(), it.checksum()));
  }

  private static boolean isPackage(Path path) {
    return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".mpk")
        && Files.isRegularFile(path, NOFOLLOW_LINKS);
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, NOFOLLOW_LINKS);
  }

  private static Path manifest(Path folder) {
    return folder.resolve("manifest.json");
  }
}
