package dev.pluginsuite.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Builds an .mpk: the same calls give the same bytes. Entries keep the order of the calls and their
 * names as given, so that a test can build what no honest tool would.
 */
public final class MpkBuilder {
  private static final int FILE_MODE = 0644;
  private static final int FOLDER_MODE = 0755;
  private static final int BUFFER = 1 << 16;

  private final List<Entry> entries = new ArrayList<>();
  private byte[] trailing = {};
  private Charset names = UTF_8;

  public static MpkBuilder mpk() {
    return new MpkBuilder();
  }

  public MpkBuilder manifest(String json) {
    return file("manifest.json", json);
  }

  public MpkBuilder readme(String text) {
    return file("README.md", text);
  }

  public MpkBuilder file(String path, String text) {
    return file(path, text.getBytes(UTF_8));
  }

  public MpkBuilder file(String path, byte[] bytes) {
    return file(path, FILE_MODE, bytes);
  }

  /** With any mode, setuid included: {@code 04755}. */
  public MpkBuilder file(String path, int mode, byte[] bytes) {
    var entry = entry(path, TarConstants.LF_NORMAL);
    entry.setMode(mode);
    return raw(entry, bytes);
  }

  public MpkBuilder folder(String path) {
    var entry = entry(path, TarConstants.LF_DIR);
    entry.setMode(FOLDER_MODE);
    return raw(entry);
  }

  public MpkBuilder symlink(String path, String target) {
    return link(path, TarConstants.LF_SYMLINK, target);
  }

  public MpkBuilder hardlink(String path, String target) {
    return link(path, TarConstants.LF_LINK, target);
  }

  public MpkBuilder fifo(String path) {
    return raw(entry(path, TarConstants.LF_FIFO));
  }

  public MpkBuilder device(String path) {
    var entry = entry(path, TarConstants.LF_CHR);
    entry.setDevMajor(1);
    entry.setDevMinor(5); // /dev/zero
    return raw(entry);
  }

  /** A file of zeros, which shrinks to about a thousandth. */
  public MpkBuilder zeros(String path, long size) {
    var entry = entry(path, TarConstants.LF_NORMAL);
    entry.setSize(size);
    entries.add(new Entry(entry, out -> writeZeros(out, size)));
    return this;
  }

  public MpkBuilder raw(TarArchiveEntry entry, byte... content) {
    if (content.length > 0 || entry.isFile()) {
      entry.setSize(content.length);
    }
    entries.add(new Entry(entry, out -> out.write(content)));
    return this;
  }

  /** Bytes behind the compressed stream. */
  public MpkBuilder trailing(byte... bytes) {
    trailing = bytes.clone();
    return this;
  }

  /** Writes names in Latin-1: one with a letter above U+007F is then not UTF-8. */
  public MpkBuilder latin1Names() {
    names = ISO_8859_1;
    return this;
  }

  public byte[] build() {
    var bytes = new ByteArrayOutputStream();
    try {
      try (var gzip = new GZIPOutputStream(bytes);
          var tar = new TarArchiveOutputStream(gzip, names.name())) {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        for (var entry : entries) {
          tar.putArchiveEntry(entry.header());
          entry.content().to(tar);
          tar.closeArchiveEntry();
        }
      }
      bytes.write(trailing);
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
    return bytes.toByteArray();
  }

  /** An entry with this very name: owner 0, time 0, absolute paths kept. */
  public static TarArchiveEntry entry(String path, byte type) {
    var entry = new TarArchiveEntry(path, type, true);
    entry.setMode(FILE_MODE);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setModTime(0);
    return entry;
  }

  private MpkBuilder link(String path, byte type, String target) {
    var entry = entry(path, type);
    entry.setLinkName(target);
    return raw(entry);
  }

  private static void writeZeros(OutputStream out, long size) throws IOException {
    var zeros = new byte[BUFFER];
    for (var left = size; left > 0; left -= zeros.length) {
      out.write(zeros, 0, (int) Math.min(left, zeros.length));
    }
  }

  private record Entry(TarArchiveEntry header, Content content) {}

  private interface Content {
    void to(OutputStream out) throws IOException;
  }
}
