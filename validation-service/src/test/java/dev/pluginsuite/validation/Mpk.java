package dev.pluginsuite.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes packages, hostile ones too. */
public final class Mpk {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar;

  private Mpk(String encoding) {
    tar = new TarArchiveOutputStream(bytes, encoding);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  public static Mpk empty() {
    return new Mpk("UTF-8");
  }

  /** A package without fault. */
  public static Mpk good() {
    return withManifest(Manifests.GOOD);
  }

  public static Mpk withManifest(String manifest) {
    return empty()
        .file("manifest.json", manifest)
        .file("README.md", "# Supplier risk")
        .folder("dist")
        .file("dist/index.js", "export default () => 42;\n");
  }

  public Mpk withGnuLongNames() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    return this;
  }

  public Mpk file(String name, String content) {
    return entry(name, TarConstants.LF_NORMAL, content.getBytes(UTF_8), it -> {});
  }

  public Mpk folder(String name) {
    return entry(name + "/", TarConstants.LF_DIR, new byte[0], it -> {});
  }

  public Mpk symlink(String name, String target) {
    return entry(name, TarConstants.LF_SYMLINK, new byte[0], it -> it.setLinkName(target));
  }

  public Mpk hardLink(String name, String target) {
    return entry(name, TarConstants.LF_LINK, new byte[0], it -> it.setLinkName(target));
  }

  public Mpk entry(String name, byte type, byte[] content, Consumer<TarArchiveEntry> change) {
    try {
      var entry = new TarArchiveEntry(name, type, true);
      entry.setSize(content.length);
      entry.setModTime(0);
      change.accept(entry);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tar archive, not yet packed. */
  public byte[] tar() {
    try {
      tar.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] bytes() {
    return gzip(tar());
  }

  public InputStream stream() {
    return new ByteArrayInputStream(bytes());
  }

  public static byte[] gzip(byte[] content) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** The tar archive with the checksums that its headers should have. */
  public static byte[] withGoodChecksums(byte[] tar) {
    for (var at = 0; at + 512 <= tar.length; at += 512) {
      if (tar[at + 257] == 'u' && tar[at + 261] == 'r') {
        Arrays.fill(tar, at + 148, at + 156, (byte) ' ');
        var sum = 0;
        for (var i = at; i < at + 512; i++) {
          sum += tar[i] & 0xFF;
        }
        var digits = "%06o\0".formatted(sum);
        for (var i = 0; i < digits.length(); i++) {
          tar[at + 148 + i] = (byte) digits.charAt(i);
        }
      }
    }
    return tar;
  }

  public static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
