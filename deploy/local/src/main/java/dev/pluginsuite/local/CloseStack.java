package dev.pluginsuite.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Closes what was started, the last one first; a failure does not keep the others from closing. */
final class CloseStack implements AutoCloseable {
  private final Deque<Named> started = new ArrayDeque<>();
  private final Consumer<String> progress;

  CloseStack(Consumer<String> progress) {
    this.progress = progress;
  }

  synchronized <T extends AutoCloseable> T add(String name, T closeable) {
    started.push(new Named(name, closeable));
    return closeable;
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      var next = started.pop();
      try {
        next.closeable().close();
        progress.accept("Stopped: " + next.name());
      } catch (Exception e) {
        progress.accept("%s did not stop well: %s".formatted(next.name(), e));
      }
    }
  }

  private record Named(String name, AutoCloseable closeable) {}
}
