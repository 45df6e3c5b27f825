package dev.pluginsuite.common.context;

import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/**
 * The way back to the event loop and context that a request or a record came in on: sessions of
 * Hibernate Reactive must stay there.
 */
public final class CallerContext {
  private CallerContext() {}

  public static Executor of(Vertx vertx) {
    var context = vertx.getOrCreateContext();
    return task -> context.runOnContext(ignored -> task.run());
  }
}
