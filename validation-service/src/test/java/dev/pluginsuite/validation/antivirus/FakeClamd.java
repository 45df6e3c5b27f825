package dev.pluginsuite.validation.antivirus;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks clamd's protocol over a real socket; knows one virus, and takes so many bytes of a file.
 */
public final class FakeClamd implements AutoCloseable {
  /** Not the real test virus, so that nobody's scanner deletes this file. */
  public static final String VIRUS = "THIS-IS-THE-VIRUS-OF-THE-TESTS";

  /** A file with this is one that it cannot scan. */
  public static final String ILLNESS = "THE-SCANNER-FALLS-ILL";

  /** Likewise, but the second time it can. */
  public static final String PASSING_ILLNESS = "THE-SCANNER-FALLS-ILL-ONCE";

  private final Set<String> survived = ConcurrentHashMap.newKeySet();
  private final ServerSocket server;
  private final int limit;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean isSilent;

  public FakeClamd(int limit) {
    this.limit = limit;
    try {
      server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  public ClamdAddress address() {
    return address(Duration.ofSeconds(20), 1 << 20);
  }

  ClamdAddress address(Duration patience, long largest) {
    var second = Duration.ofSeconds(5);
    return new ClamdAddress(
        "127.0.0.1", server.getLocalPort(), largest, second, patience, patience);
  }

  int connections() {
    return connections.get();
  }

  /** From now on it takes everything and says nothing. */
  void fallSilent() {
    isSilent = true;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        connections.incrementAndGet();
        threads.execute(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new DataInputStream(socket.getInputStream());
      var out = socket.getOutputStream();
      if (!command(in).equals("zIDSESSION")) {
        answer(out, "UNKNOWN COMMAND");
        return;
      }
      for (var id = 1; command(in).equals("zINSTREAM"); id++) {
        if (!stream(in, out, id)) {
          return;
        }
      }
    } catch (IOException gone) {
      // The other side has had enough.
    }
  }

  private boolean stream(DataInputStream in, OutputStream out, int id) throws IOException {
    var content = new ByteArrayOutputStream();
    for (var length = in.readInt(); length > 0; length = in.readInt()) {
      if (content.size() + length > limit) {
        answer(out, "INSTREAM size limit exceeded. ERROR");
        // Closed with bytes unread, the connection would be reset and the answer lost on its way.
        in.transferTo(OutputStream.nullOutputStream());
        return false;
      }
      content.write(in.readNBytes(length));
    }
    answer(out, "%d: %s".formatted(id, verdict(content.toString(StandardCharsets.ISO_8859_1))));
    return true;
  }

  private String verdict(String content) {
    var isPassing = content.contains(PASSING_ILLNESS);
    if (isPassing ? survived.add(content) : content.contains(ILLNESS)) {
      return "Can't allocate memory ERROR";
    }
    return content.contains(VIRUS) ? "stream: Test.Virus FOUND" : "stream: OK";
  }

  private void answer(OutputStream out, String text) throws IOException {
    if (!isSilent) {
      out.write((text + "\0").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  private static String command(DataInputStream in) throws IOException {
    var command = new StringBuilder();
    for (var next = in.read(); next != 0; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      command.append((char) next);
    }
    return command.toString();
  }
}
