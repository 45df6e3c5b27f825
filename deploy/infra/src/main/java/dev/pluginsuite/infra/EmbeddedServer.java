package dev.pluginsuite.infra;

import dev.pluginsuite.infra.Infrastructure.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server as a child process, on ports that stay the same once it has started. */
abstract class EmbeddedServer implements Server {
  private static final int TRIES = 5;
  // Only says when to give up: a process that ends is noticed at once.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  final Workspace workspace;
  private final Part part;
  private final String name;
  private volatile int port;
  private volatile int innerPort;
  private @Nullable Child child;

  /** Port 0 stands for any free one. */
  EmbeddedServer(Part part, Workspace workspace, int port) {
    this(part, part.id(), workspace, port);
  }

  /**
   * @param name of its folder and files, where a part has several
   */
  EmbeddedServer(Part part, String name, Workspace workspace, int port) {
    this.part = part;
    this.name = name;
    this.workspace = workspace;
    this.port = port;
  }

  /** Puts everything in place that the process needs, except what depends on a port. */
  abstract void prepare() throws IOException, InterruptedException;

  abstract List<String> command() throws IOException;

  abstract boolean isReady() throws InterruptedException;

  /** Gives a running server what the suite needs; does nothing the second time. */
  abstract void provision() throws InterruptedException;

  Map<String, String> environment() {
    return Map.of();
  }

  String stopSignal() {
    return "TERM";
  }

  @Override
  public final synchronized void start() throws InterruptedException {
    if (child != null && child.isAlive()) {
      return;
    }
    try {
      Child.endOrphan(workspace.folder(), name);
      Memory.require(part);
      prepare();
      launch();
      provision();
    } catch (IOException e) {
      throw new IllegalStateException(part.title() + " did not start: " + e.getMessage(), e);
    }
    workspace.tell(part.title() + " listens on 127.0.0.1:" + port);
  }

  private void launch() throws IOException, InterruptedException {
    boolean anyPort = port == 0;
    for (int attempt = 1; ; attempt++) {
      choosePorts(anyPort);
      child = Child.start(name, workspace, command(), environment());
      try {
        child.awaitReady(this::isReady, PATIENCE);
        return;
      } catch (StartFailure failure) {
        child.kill();
        // A port that may not move is looked at again before the next attempt.
        if (!(failure.isPortTaken() || failure.isPredecessorLeaving()) || attempt == TRIES) {
          throw failure;
        }
        Thread.sleep(500);
      }
    }
  }

  private void choosePorts(boolean anyPort) {
    if (anyPort) {
      port = Ports.free();
    } else if (!Ports.isFree(port)) {
      throw new IllegalStateException(
          part.title()
              + " cannot have port "
              + port
              + ": something else listens there. Stop it or choose another port.");
    }
    innerPort = Ports.free();
  }

  @Override
  public final synchronized void stop() {
    if (child != null && child.isAlive()) {
      child.stop(stopSignal());
    }
    child = null;
  }

  @Override
  public final synchronized void kill() {
    if (child != null) {
      child.kill();
    }
    child = null;
  }

  public int port() {
    return port;
  }

  /** A second port that only this server itself uses. */
  int innerPort() {
    return innerPort;
  }
}
