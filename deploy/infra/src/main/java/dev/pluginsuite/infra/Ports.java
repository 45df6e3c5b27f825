package dev.pluginsuite.infra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

final class Ports {
  // Below the range the kernel takes ports of outgoing connections from: a port we let go for a
  // restart must still be free afterwards. And above those that a launcher is told (LocalPorts) and
  // has not bound yet.
  private static final int FIRST = 29_100;
  private static final int LAST = 32_000;

  private Ports() {}

  /** Free now; another process may be quicker, so that whoever uses it tries again. */
  static int free() {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No free port between " + FIRST + " and " + LAST + ".");
  }

  static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
