package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.problem.RegistryProblem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses what is larger than a package may be, as soon as it is known. */
final class LimitedInputStream extends FilterInputStream {
  private final long largest;
  private long passed;

  LimitedInputStream(InputStream in, long largest) {
    super(in);
    this.largest = largest;
  }

  long passed() {
    return passed;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    passed += Math.max(read, 0);
    if (passed > largest) {
      throw RegistryProblem.UPLOAD_TOO_LARGE.because(
          "A package has at most %d bytes.".formatted(largest));
    }
    return read;
  }
}
