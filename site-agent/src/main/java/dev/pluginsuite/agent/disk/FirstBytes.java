package dev.pluginsuite.agent.disk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that is not worth reading any further than this. */
final class FirstBytes extends FilterInputStream {
  private long left;

  FirstBytes(InputStream in, long most) {
    super(in);
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    return counted(super.read(), 1);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var read = super.read(buffer, offset, length);
    return counted(read, read);
  }

  @Override
  public long skip(long bytes) throws IOException {
    var skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  private int counted(int answer, int bytes) throws IOException {
    if (answer >= 0) {
      count(bytes);
    }
    return answer;
  }

  private void count(long bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new IOException("What is looked for is not at the beginning");
    }
  }
}
