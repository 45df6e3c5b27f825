package dev.pluginsuite.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The packed sample plugins, read from the class path. */
public final class Samples {
  private Samples() {}

  public static List<Sample> all() {
    return new String(resource(Pack.SUMS), UTF_8).lines().map(Samples::listed).toList();
  }

  public static Sample of(String pluginId, String version) {
    return all().stream()
        .filter(sample -> sample.pluginId().equals(pluginId) && sample.version().equals(version))
        .findFirst()
        .orElseThrow(
            () -> new NoSuchElementException("No sample %s %s".formatted(pluginId, version)));
  }

  /** A line is {@code <sha256> <plugin-id>-<version>.mpk}. */
  private static Sample listed(String line) {
    var file = line.substring(line.indexOf("  ") + 2);
    var name = file.substring(0, file.length() - ".mpk".length());
    var dash = name.lastIndexOf('-');
    return new Sample(name.substring(0, dash), name.substring(dash + 1), resource(file));
  }

  private static byte[] resource(String file) {
    try (var in = Samples.class.getResourceAsStream("/mpk/" + file)) {
      if (in == null) {
        throw new NoSuchElementException("No resource mpk/" + file);
      }
      return in.readAllBytes();
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  /** A package as the build made it. */
  public static final class Sample {
    private final String pluginId;
    private final String version;
    private final byte[] bytes;

    private Sample(String pluginId, String version, byte[] bytes) {
      this.pluginId = pluginId;
      this.version = version;
      this.bytes = bytes;
    }

    public String pluginId() {
      return pluginId;
    }

    public String version() {
      return version;
    }

    public byte[] bytes() {
      return bytes.clone();
    }

    public String fileName() {
      return "%s-%s.mpk".formatted(pluginId, version);
    }

    public String sha256() {
      return Sha256.of(bytes);
    }

    /** The text of the manifest, which is the first entry. */
    public String manifestJson() {
      try (var tar =
          new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
        tar.getNextEntry();
        return new String(tar.readAllBytes(), UTF_8);
      } catch (IOException unexpected) {
        throw new UncheckedIOException(unexpected);
      }
    }

    @Override
    public String toString() {
      return fileName();
    }
  }
}
