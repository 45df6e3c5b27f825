package dev.pluginsuite.registry.egress;

import dev.pluginsuite.registry.egress.EgressException.Kind;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer for a thread that may wait. It is fetched piece by piece as it is read, and
 * never longer than the deadline allows.
 */
final class BodyInputStream extends InputStream {
  private static final Logger LOG = Logger.getLogger(BodyInputStream.class);
  private static final Object END = new Object();

  private final HttpClientResponse response;
  private final Context context;
  private final Deadline deadline;

  /** Buffers, at last {@link #END} or what broke the body off. */
  private final LinkedBlockingQueue<Object> pieces = new LinkedBlockingQueue<>();

  private Buffer piece = Buffer.buffer();
  private int position;
  private boolean ended;
  private long passed;
  private long largest = Long.MAX_VALUE;

  /** Has to be made before the answer's first byte: when the answer is handed out. */
  BodyInputStream(HttpClientResponse response, Context context, Deadline deadline) {
    this.response = response;
    this.context = context;
    this.deadline = deadline;
    response.pause();
    response.handler(pieces::add);
    response.endHandler(nothing -> pieces.add(END));
    response.exceptionHandler(pieces::add);
  }

  BodyInputStream limitedTo(long bytes) {
    largest = bytes;
    return this;
  }

  /** As many of the first bytes as come in, for those who care little about the rest. */
  byte[] start(int most) {
    var start = new ByteArrayOutputStream();
    var bytes = new byte[most];
    try {
      for (int read = read(bytes, 0, most); read > 0; read = read(bytes, 0, most - start.size())) {
        start.write(bytes, 0, read);
      }
    } catch (EgressException e) {
      LOG.debugf("An answer broke off: %s", e.getMessage());
    }
    return start.toByteArray();
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    while (position == piece.length()) {
      if (ended || !next()) {
        return -1;
      }
    }
    var count = Math.min(length, piece.length() - position);
    piece.getBytes(position, position + count, bytes, offset);
    position += count;
    return count;
  }

  /** Whether there is another piece. */
  private boolean next() {
    context.runOnContext(nothing -> response.fetch(1));
    var next = take();
    if (next instanceof Buffer buffer) {
      passed += buffer.length();
      if (passed > largest) {
        throw new EgressException(
            Kind.TOO_LARGE, "The answer has more than %d bytes.".formatted(largest));
      }
      piece = buffer;
      position = 0;
      return true;
    }
    if (next instanceof Throwable failure) {
      throw EgressException.of(failure);
    }
    ended = next == END;
    if (!ended) {
      throw new EgressException(Kind.TIMED_OUT, "The answer did not end in time.");
    }
    return false;
  }

  private @Nullable Object take() {
    try {
      return pieces.poll(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EgressException(Kind.BROKEN, "Interrupted while the answer came in.");
    }
  }
}
