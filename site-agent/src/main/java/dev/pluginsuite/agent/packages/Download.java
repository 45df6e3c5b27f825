package dev.pluginsuite.agent.packages;

import dev.pluginsuite.agent.reconcile.Archive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A package in a temporary file, hashed while it is written. */
final class Download implements Archive {
  private static final Logger LOG = LoggerFactory.getLogger(Download.class);

  private final Path file;
  private final MessageDigest digest = sha256Digest();
  private String sha256 = "";
  private long size;

  Download(Path file) {
    this.file = file;
  }

  OutputStream write() throws IOException {
    return new DigestOutputStream(Files.newOutputStream(file), digest);
  }

  void complete() throws IOException {
    size = Files.size(file);
    sha256 = HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("A temporary file stays until the next start: {}", e.getMessage());
    }
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
