package dev.pluginsuite.validation.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The package as it comes in: counted, hashed and capped. */
final class PackageBytes extends FilterInputStream {
  private static final int CHUNK = 64 * 1024;

  private final MessageDigest digest = sha256();
  private final long most;
  private long count;
  private boolean ended;

  PackageBytes(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    var read = in.read(to, offset, length);
    if (read < 0) {
      ended = true;
      return read;
    }
    digest.update(to, offset, read);
    count += read;
    if (count > most) {
      throw new ArchiveFault(
          ArchiveRule.SIZE, "The package has more than %,d bytes.".formatted(most));
    }
    return read;
  }

  /** Reads what is left, so that the hash is of all bytes. */
  void drain() throws IOException {
    var unused = new byte[CHUNK];
    while (count <= most && read(unused, 0, CHUNK) >= 0) {
      // The digest sees them.
    }
  }

  long count() {
    return count;
  }

  @Nullable String sha256OfAll() {
    return ended ? HexFormat.of().formatHex(digest.digest()) : null;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
