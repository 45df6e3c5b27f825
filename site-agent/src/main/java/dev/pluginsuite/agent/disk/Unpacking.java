package dev.pluginsuite.agent.disk;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_NORMAL;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_OLDNORM;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** One tar.gz unpacked into one new folder. An archive that tries anything odd is refused. */
final class Unpacking {
  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 1L << 30;
  private static final int HIGHEST_RATIO = 100;

  /** Below it a high ratio harms nobody, and small packages of text reach one. */
  private static final long ALWAYS_ALLOWED = 1 << 20;

  private final Path folder;
  private final long mostBytes;
  private final Map<String, EntryName> folders = new HashMap<>();
  private final Map<String, EntryName> files = new HashMap<>();
  private final byte[] buffer = new byte[1 << 16];
  private long bytes;
  private int entries;

  Unpacking(Path folder, long archiveSize) {
    this.folder = folder;
    this.mostBytes = Math.min(MOST_BYTES, Math.max(ALWAYS_ALLOWED, archiveSize * HIGHEST_RATIO));
  }

  /** Returns when all of it would survive a power cut. */
  void unpack(InputStream archive) throws IOException {
    Files.createDirectory(folder);
    try (var tar = new TarArchiveInputStream(new GzipCompressorInputStream(archive), "UTF-8")) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        add(entry, tar);
      }
    } catch (IllegalArgumentException malformed) {
      throw new IOException("The archive is malformed: " + malformed.getMessage(), malformed);
    }
    for (var each : folders.values()) {
      AtomicFile.syncFolder(folder.resolve(each.toString()));
    }
    AtomicFile.syncFolder(folder);
  }

  private void add(TarArchiveEntry entry, InputStream content) throws IOException {
    if (++entries > MOST_ENTRIES) {
      throw new IOException("The archive has more than %d entries".formatted(MOST_ENTRIES));
    }
    var name = EntryName.of(entry.getName());
    for (var parent : name.parents()) {
      makeFolder(parent);
    }
    if (entry.isDirectory()) {
      makeFolder(name);
    } else if (entry.getLinkFlag() == LF_NORMAL || entry.getLinkFlag() == LF_OLDNORM) {
      makeFile(name, content);
    } else {
      throw new IOException("The archive has a link, a device or the like: " + name);
    }
  }

  private void makeFolder(EntryName name) throws IOException {
    var known = folders.putIfAbsent(name.key(), name);
    if ((known != null && !known.equals(name)) || files.containsKey(name.key())) {
      throw clash(name);
    }
    if (known == null && !name.isRoot()) {
      Files.createDirectory(folder.resolve(name.toString()));
    }
  }

  private void makeFile(EntryName name, InputStream content) throws IOException {
    if (folders.containsKey(name.key()) || files.putIfAbsent(name.key(), name) != null) {
      throw clash(name);
    }
    try (var file = FileChannel.open(folder.resolve(name.toString()), CREATE_NEW, WRITE)) {
      var out = Channels.newOutputStream(file); // a channel alone may write a part only
      for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        bytes += read;
        if (bytes > mostBytes) {
          throw new IOException("The archive unpacks to more than %d bytes".formatted(mostBytes));
        }
        out.write(buffer, 0, read);
      }
      file.force(true);
    }
  }

  private static IOException clash(EntryName name) {
    return new IOException("The archive has a name twice, or in two cases: " + name);
  }
}
