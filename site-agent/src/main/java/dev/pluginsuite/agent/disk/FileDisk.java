package dev.pluginsuite.agent.disk;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.util.Objects.requireNonNull;

import dev.pluginsuite.agent.reconcile.Archive;
import dev.pluginsuite.agent.reconcile.Disk;
import dev.pluginsuite.agent.reconcile.Journal;
import dev.pluginsuite.agent.reconcile.Release;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.api.installation.SiteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The home folder. A release is {@code plugins/<plugin id>/<version>-<checksum>}; it gets there,
 * and away from there, by one rename, so that what is there is whole.
 */
public final class FileDisk implements Disk {
  private static final Logger LOG = LoggerFactory.getLogger(FileDisk.class);

  private final Path plugins;
  private final Path unpacking;
  private final Removed removed;
  private final ForeignPlugins foreign;
  private final AtomicFile state;
  private volatile Journal journal;

  public FileDisk(Path home) throws IOException {
    this.plugins = Files.createDirectories(home.resolve("plugins"));
    this.foreign = new ForeignPlugins(plugins);
    this.unpacking = home.resolve("unpacking");
    this.removed = new Removed(home.resolve("removed"));
    this.state = new AtomicFile(home, "state.json");
    Folders.clear(unpacking); // left by a crash, and so not whole
    this.journal = read();
  }

  /** A journal that cannot be read is a lost one: the document and the host say the rest. */
  private Journal read() throws IOException {
    var content = state.read();
    if (content.isEmpty()) {
      return Journal.EMPTY;
    }
    try {
      return requireNonNull(Json.MAPPER.readValue(content.get(), Journal.class));
    } catch (IOException | RuntimeException unreadable) {
      LOG.error("state.json is unreadable and starts anew: {}", unreadable.getMessage());
      return Journal.EMPTY;
    }
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public void record(Journal next) throws IOException {
    if (!next.equals(journal)) {
      state.write(Json.write(next));
      journal = next;
    }
  }

  @Override
  public Set<Release> releases() throws IOException {
    var releases = new HashSet<Release>();
    for (var plugin : Folders.in(plugins)) {
      for (var folder : Folders.in(plugin)) {
        release(plugin, folder).ifPresent(releases::add);
      }
    }
    return releases;
  }

  /** By its name a folder is known to be the agent's. */
  static Optional<Release> release(Path plugin, Path folder) {
    var name = folder.getFileName().toString();
    var dash = name.lastIndexOf('-');
    try {
      return Optional.of(
          new Release(
              plugin.getFileName().toString(), name.substring(0, dash), name.substring(dash + 1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
      return Optional.empty();
    }
  }

  @Override
  public void unpack(Release release, Archive archive) throws IOException {
    var fresh = unpacking.resolve(release.pluginId());
    Folders.delete(fresh);
    try (var content = archive.open()) {
      new Unpacking(fresh, archive.size()).unpack(content);
      move(fresh, ofPlugin(release), name(release));
    } catch (IOException e) {
      makeRoom(fresh);
      throw e;
    }
  }

  /** The disk may be full: what is half there and what is only kept for comfort goes. */
  private void makeRoom(Path fresh) {
    try {
      Folders.delete(fresh);
      removed.clear();
    } catch (IOException e) {
      LOG.warn("No room was made: {}", e.getMessage());
    }
  }

  @Override
  public void remove(Release release) throws IOException {
    removed.take(folder(release), release.pluginId(), name(release));
    AtomicFile.syncFolder(plugins);
    Folders.deleteIfEmpty(ofPlugin(release));
  }

  @Override
  public boolean putBack(Release release) throws IOException {
    var away = removed.of(release.pluginId(), name(release));
    if (!Files.isDirectory(away)) {
      return false;
    }
    move(away, ofPlugin(release), name(release));
    return true;
  }

  @Override
  public void purge() throws IOException {
    removed.keepLastOf(releases().stream().map(Release::pluginId).collect(Collectors.toSet()));
  }

  @Override
  public @Nullable List<SiteReport.Found> found() {
    return foreign.look();
  }

  /** Where somebody else put a package with these bytes, as of the last look. */
  public Optional<Path> foundAt(String checksum) {
    return foreign.at(checksum);
  }

  @Override
  public String path(Release release) {
    return folder(release).toAbsolutePath().toString();
  }

  private void move(Path from, Path folder, String name) throws IOException {
    requireFolderOrNothing(folder);
    requireFolderOrNothing(folder.resolve(name));
    Files.createDirectories(folder);
    Files.move(from, folder.resolve(name), ATOMIC_MOVE);
    AtomicFile.syncFolder(folder);
    AtomicFile.syncFolder(plugins);
  }

  /** What others put there is theirs, and through a link it would be put somewhere else. */
  private void requireFolderOrNothing(Path path) throws IOException {
    if (Files.exists(path, NOFOLLOW_LINKS) && !Files.isDirectory(path, NOFOLLOW_LINKS)) {
      throw new IOException(
          "A file or link of somebody else is in the way: plugins/" + plugins.relativize(path));
    }
  }

  private Path ofPlugin(Release release) {
    return plugins.resolve(release.pluginId());
  }

  private Path folder(Release release) {
    return ofPlugin(release).resolve(name(release));
  }

  private static String name(Release release) {
    return release.version() + "-" + release.checksum();
  }
}
