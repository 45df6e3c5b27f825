package dev.pluginsuite.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Streams of any length, and servers that misbehave. */
final class Bodies {
  private Bodies() {}

  static InputStream zeros(long size) {
    return new InputStream() {
      private long left = size;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        if (left <= 0) {
          return -1;
        }
        var read = (int) Math.min(length, left);
        left -= read;
        return read;
      }
    };
  }

  static InputStream counted(InputStream in, AtomicLong counter) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        counter.addAndGet(Math.max(read, 0));
        return read;
      }
    };
  }

  static long length(InputStream in) throws IOException {
    return in.transferTo(OutputStream.nullOutputStream());
  }

  static void pause(CountDownLatch until, long millis) {
    try {
      until.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes one connection, reads a request, says this much and goes. */
  static void dieAfter(ServerSocket server, String said) {
    var thread =
        new Thread(
            () -> {
              try (var socket = server.accept()) {
                socket.getInputStream().readNBytes(16);
                socket.getOutputStream().write(said.getBytes(UTF_8));
                socket.getOutputStream().flush();
                // What it has not read makes the kernel reset the connection, so it lingers a bit.
                pause(new CountDownLatch(1), 500);
              } catch (IOException gone) {
                // So be it.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
