package dev.pluginsuite.common.app;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls a service as a request does: from an event loop, in a context of its own. */
public final class Calls {
  private Calls() {}

  public static <T extends @Nullable Object> T call(Supplier<Uni<T>> useCase) {
    try {
      return VertxContextSupport.subscribeAndAwait(useCase);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
