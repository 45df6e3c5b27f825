package dev.pluginsuite.registry;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;

/** How many requests a graceful stop would wait for now: it listens for the same. */
@ApplicationScoped
public class OpenRequests {
  private static final int FIRST = 10_000;

  private final AtomicInteger open = new AtomicInteger();

  void count(@Observes Filters filters) {
    filters.register(
        routing -> {
          open.incrementAndGet();
          routing.addEndHandler(end -> open.decrementAndGet());
          routing.next();
        },
        FIRST);
  }

  public int count() {
    return open.get();
  }
}
