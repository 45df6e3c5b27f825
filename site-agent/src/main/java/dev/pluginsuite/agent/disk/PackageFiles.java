package dev.pluginsuite.agent.disk;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What packages are that lie about as files. Each is read once, and again after it changed: a look
 * is taken every half minute, and hashing takes its time.
 */
final class PackageFiles {
  static final int LONGEST_MANIFEST = 256 << 10;

  /** Larger than any package may be: it gets no checksum. */
  private static final long LARGEST = 1L << 30;

  /** For all that is new at one look; the rest gets its checksum at the next ones. */
  private static final long HASHED_AT_ONCE = 1L << 30;

  /** Little enough for the agent's memory, whatever an archive's headers claim. */
  private static final long BEFORE_MANIFEST = 16 << 20;

  private final Map<Path, Reading> readings = new HashMap<>();
  private long leftToHash;

  /** A new look, at these files and no others. */
  void startLook(Collection<Path> files) {
    readings.keySet().retainAll(files);
    leftToHash = HASHED_AT_ONCE;
  }

  /** Empty if it is no package of a plugin, or is being written just now. */
  Optional<Reading> read(Path file) throws IOException {
    var now = stamp(file);
    var known = readings.get(file);
    if (known != null && known.stamp.equals(now) && known.isFinal()) {
      return Optional.of(known).filter(it -> it.identity != null);
    }
    var identity = identity(file);
    var isHashed = identity != null && now.size <= Math.min(LARGEST, leftToHash);
    var reading = new Reading(now, identity, isHashed ? sha256(file) : null);
    if (!stamp(file).equals(now)) {
      return Optional.empty();
    }
    leftToHash -= isHashed ? now.size : 0;
    readings.put(file, reading);
    return Optional.of(reading).filter(it -> it.identity != null);
  }

  private static Stamp stamp(Path file) throws IOException {
    var it = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
    return new Stamp(it.size(), it.lastModifiedTime(), it.fileKey());
  }

  private static @Nullable Identity identity(Path file) throws IOException {
    try (var content = open(file)) {
      return identity(content);
    }
  }

  /** Null for what is no package: that is a finding, and as good as any until the file changes. */
  private static @Nullable Identity identity(InputStream content) throws IOException {
    try (var tar =
        new TarArchiveInputStream(
            new FirstBytes(new GzipCompressorInputStream(content), BEFORE_MANIFEST), "UTF-8")) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && entry.getName().replaceFirst("^\\./", "").equals("manifest.json")) {
          var manifest = tar.readNBytes(LONGEST_MANIFEST + 1);
          return manifest.length > LONGEST_MANIFEST ? null : Identity.in(manifest).orElse(null);
        }
      }
      return null;
    } catch (ClosedByInterruptException stopped) {
      throw stopped;
    } catch (IOException | IllegalArgumentException malformed) {
      return null;
    }
  }

  private static String sha256(Path file) throws IOException {
    try (var content = open(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[1 << 16];
      for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file, NOFOLLOW_LINKS), 1 << 16);
  }

  /** By which a changed file is known. */
  record Stamp(long size, FileTime modified, @Nullable Object key) {}

  /**
   * @param identity null if it is no package
   * @param checksum null if it is too large, or was not yet hashed
   */
  record Reading(Stamp stamp, @Nullable Identity identity, @Nullable String checksum) {
    boolean isFinal() {
      return identity == null || checksum != null || stamp.size > LARGEST;
    }
  }
}
