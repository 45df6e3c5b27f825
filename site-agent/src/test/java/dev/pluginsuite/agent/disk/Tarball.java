package dev.pluginsuite.agent.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Archives for tests, good ones and others. */
public final class Tarball {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar;

  public Tarball() {
    try {
      tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes), "UTF-8");
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Tarball file(String name, String content) {
    return file(name, content.getBytes(UTF_8));
  }

  public Tarball file(String name, byte[] content) {
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    return entry(entry, content);
  }

  public Tarball folder(String name) {
    return entry(new TarArchiveEntry(name + "/", true), new byte[0]);
  }

  public Tarball special(String name, byte type) {
    var entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName("manifest.json");
    return entry(entry, new byte[0]);
  }

  private Tarball entry(TarArchiveEntry entry, byte[] content) {
    try {
      entry.setModTime(0);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] bytes() {
    try {
      tar.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
