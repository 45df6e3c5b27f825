package dev.pluginsuite.registry.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A bad line between a client and a real server: it cuts connections or falls silent on them. */
public final class FaultyProxy implements AutoCloseable {
  private final ServerSocket socket;
  private final URI server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger faults = new AtomicInteger();
  private final AtomicLong down = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong up = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean silent;

  public FaultyProxy(URI server) throws IOException {
    this.server = server;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /** The server's address as seen through the proxy. */
  public URI url() {
    return URI.create(
        "http://127.0.0.1:%d%s".formatted(socket.getLocalPort(), server.getRawPath()));
  }

  /** Cuts so many connections, each after so many bytes to the client. */
  public void cutDown(int times, long after) {
    arm(times, after, Long.MAX_VALUE, false);
  }

  /** Cuts so many connections, each after so many bytes to the server. */
  public void cutUp(int times, long after) {
    arm(times, Long.MAX_VALUE, after, false);
  }

  /** Falls silent on so many connections, each after so many bytes to the client. */
  public void silence(int times, long after) {
    arm(times, after, Long.MAX_VALUE, true);
  }

  private void arm(int times, long downAfter, long upAfter, boolean withoutWord) {
    faults.set(times);
    down.set(downAfter);
    up.set(upAfter);
    silent = withoutWord;
    // What is pooled would carry the count of earlier requests.
    open.forEach(FaultyProxy::shut);
  }

  /** How many faults are still to come. */
  public int left() {
    return Math.max(0, faults.get());
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var client = socket.accept();
        open.add(client);
        if (socket.isClosed()) {
          shut(client);
          return;
        }
        var upstream = new Socket(server.getHost(), server.getPort());
        daemon(() -> pump(client, upstream, up));
        daemon(() -> pump(upstream, client, down));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void pump(Socket from, Socket to, AtomicLong limit) {
    try (from;
        to) {
      copy(from.getInputStream(), to.getOutputStream(), limit);
    } catch (IOException broken) {
      // That is what this is for.
    }
    open.remove(from);
    open.remove(to);
  }

  private void copy(InputStream in, OutputStream out, AtomicLong limit) throws IOException {
    var buffer = new byte[16 * 1024];
    long passed = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      passed += read;
      if (passed > limit.get() && faults.getAndDecrement() > 0) {
        if (silent) {
          swallow(in);
        }
        return;
      }
      out.write(buffer, 0, read);
      out.flush();
    }
  }

  /** Until the client gives up and its socket is shut. */
  private static void swallow(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(Runnable task) {
    var thread = new Thread(task, "faulty-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    open.forEach(FaultyProxy::shut);
  }
}
