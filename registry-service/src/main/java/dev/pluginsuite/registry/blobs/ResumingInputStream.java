package dev.pluginsuite.registry.blobs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads on where a connection broke off: a download of minutes must not fail because a server was
 * started again. Bounded in tries and in time.
 */
public final class ResumingInputStream extends InputStream {
  private static final Logger LOG = Logger.getLogger(ResumingInputStream.class);

  /** In a row, without a byte in between. */
  private static final int TRIES = 4;

  private static final long FIRST_WAIT_MILLIS = 100;

  private final BlobStore store;
  private final String key;
  private final long end;
  private final long deadline;
  private long position;
  private @Nullable InputStream part;

  /** Opens at once, so that what is missing is known before the first byte is wanted. */
  public ResumingInputStream(BlobStore store, String key, long from, long length, Duration atMost)
      throws IOException {
    this.store = store;
    this.key = key;
    this.position = from;
    this.end = from + length;
    this.deadline = System.nanoTime() + atMost.toNanos();
    this.part = store.open(key, from, length);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (position == end || length == 0) {
      return length == 0 ? 0 : -1;
    }
    for (int failures = 1; ; failures++) {
      try {
        return readOn(buffer, offset, length);
      } catch (NoSuchFileException gone) {
        throw gone;
      } catch (IOException e) {
        breakOff();
        if (failures == TRIES || System.nanoTime() > deadline) {
          throw e;
        }
        rest(FIRST_WAIT_MILLIS << failures);
      }
    }
  }

  private int readOn(byte[] buffer, int offset, int length) throws IOException {
    if (System.nanoTime() > deadline) {
      throw new IOException("Reading %s took too long.".formatted(key));
    }
    if (part == null) {
      part = store.open(key, position, end - position);
    }
    int read = part.read(buffer, offset, length);
    if (read < 0 && isWhole()) {
      throw new EOFException("The connection ended before %s did.".formatted(key));
    }
    position += Math.max(read, 0);
    return read;
  }

  /** Whether the store has the bytes that did not come; otherwise this is really the end. */
  private boolean isWhole() throws IOException {
    return store.find(key).filter(it -> it.size() >= end).isPresent();
  }

  private void breakOff() {
    var broken = part;
    part = null;
    try {
      if (broken != null) {
        broken.close();
      }
    } catch (IOException e) {
      LOG.debugf("%s was broken already: %s", key, e.getMessage());
    }
  }

  private static void rest(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void close() throws IOException {
    if (part != null) {
      part.close();
    }
  }
}
