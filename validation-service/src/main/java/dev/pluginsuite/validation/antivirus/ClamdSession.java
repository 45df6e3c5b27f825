package dev.pluginsuite.validation.antivirus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One connection to clamd, over which many files are shown (IDSESSION and INSTREAM of its
 * protocol). Closed by itself when its time is over, because writing knows no time-out.
 */
final class ClamdSession implements Closeable {
  private static final int LONGEST_ANSWER = 4 * 1024;
  private static final int BUFFER = 64 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final DataOutputStream out;
  private final CompletableFuture<Void> deadline = new CompletableFuture<>();

  private ClamdSession(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
  }

  static ClamdSession open(ClamdAddress address) throws IOException {
    var socket = new Socket();
    try {
      socket.setSoTimeout((int) address.answerTimeout().toMillis());
      socket.connect(
          new InetSocketAddress(address.host(), address.port()),
          (int) address.connectTimeout().toMillis());
      var session = new ClamdSession(socket);
      session.closeAfter(address.deadline().toMillis());
      session.command("IDSESSION");
      return session;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  void beginFile() throws IOException {
    command("INSTREAM");
  }

  void bytes(byte[] chunk, int offset, int length) throws IOException {
    out.writeInt(length);
    out.write(chunk, offset, length);
  }

  /** Whether clamd speaks before the file is at its end: it does not want more. */
  boolean isRefused() throws IOException {
    return in.available() > 0;
  }

  /** What clamd says of the file. */
  String endFile() throws IOException {
    out.writeInt(0);
    out.flush();
    return answer();
  }

  /** Up to the NUL that ends it. */
  String answer() throws IOException {
    var answer = new ByteArrayOutputStream();
    for (var next = in.read(); next != 0; next = in.read()) {
      if (next < 0) {
        throw new EOFException("clamd closed the connection");
      }
      if (answer.size() == LONGEST_ANSWER) {
        throw new IOException("clamd's answer has no end");
      }
      answer.write(next);
    }
    return answer.toString(StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() {
    deadline.cancel(false);
    closeSocket();
  }

  private void command(String name) throws IOException {
    out.write(("z" + name + "\0").getBytes(US_ASCII));
  }

  private void closeAfter(long millis) {
    var unused =
        deadline.completeOnTimeout(null, millis, TimeUnit.MILLISECONDS).thenRun(this::closeSocket);
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException e) {
      // Whoever reads or writes is told by that.
    }
  }
}
