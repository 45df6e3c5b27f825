package dev.pluginsuite.infra;

import dev.pluginsuite.infra.Infrastructure.Part;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * A server in a container of a local engine. Its state lives as long as the container: until close.
 */
abstract class ContainerServer implements Server {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int GRACE_SECONDS = 30;

  private final Part part;
  private final Workspace workspace;
  private final int port;
  private final GenericContainer<?> container;

  ContainerServer(Part part, Workspace workspace, int port, String image, int innerPort) {
    this.part = part;
    this.workspace = workspace;
    this.port = port;
    this.container = new GenericContainer<>(image).waitingFor(new NoWait());
    // Not a random port: what clients were told must hold after a restart.
    container.setPortBindings(List.of("127.0.0.1:" + port + ":" + innerPort));
  }

  abstract void configure(GenericContainer<?> container);

  abstract boolean isReady() throws InterruptedException;

  abstract void provision() throws InterruptedException;

  @Override
  public final synchronized void start() throws InterruptedException {
    if (container.getContainerId() == null) {
      configure(container);
      container.start();
    } else if (!container.isRunning()) {
      container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    }
    awaitReady();
    provision();
    workspace.tell(part.title() + " listens on 127.0.0.1:" + port + ", in a container");
  }

  private void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      if (!container.isRunning() || System.nanoTime() > deadline) {
        throw new StartFailure(part.title() + " is not ready. Its log:\n" + container.getLogs());
      }
      Thread.sleep(100);
    }
  }

  @Override
  public final synchronized void stop() {
    if (container.isRunning()) {
      var client = container.getDockerClient();
      client.stopContainerCmd(container.getContainerId()).withTimeout(GRACE_SECONDS).exec();
    }
  }

  @Override
  public final synchronized void kill() {
    if (container.isRunning()) {
      container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public final synchronized void close() {
    stop();
    container.stop();
  }

  public int port() {
    return port;
  }

  /** We ask the server itself, with its own protocol. */
  private static final class NoWait extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
  }
}
