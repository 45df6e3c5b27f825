package dev.pluginsuite.registry.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Hands the last byte out only after the digest of all of them is right: whoever has read to the
 * end has the true bytes.
 */
final class VerifiedInputStream extends FilterInputStream {
  private final String checksum;
  private final long size;
  private final Runnable onMismatch;
  private final MessageDigest digest = Sha256.digest();
  private long passed;

  VerifiedInputStream(InputStream in, String checksum, long size, Runnable onMismatch) {
    super(in);
    this.checksum = checksum;
    this.size = size;
    this.onMismatch = onMismatch;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var read = in.read(buffer, offset, length);
    if (read > 0) {
      digest.update(buffer, offset, read);
      passed += read;
    }
    var over = read < 0 ? passed != size : passed > size;
    if (over || (read > 0 && passed == size && !isRight())) {
      onMismatch.run();
      throw new CorruptContentException(checksum);
    }
    return read;
  }

  private boolean isRight() {
    return HexFormat.of().formatHex(digest.digest()).equals(checksum);
  }

  @Override
  public long skip(long count) {
    throw new UnsupportedOperationException("What is skipped is not verified");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
