package dev.pluginsuite.registry.source;

import dev.pluginsuite.registry.problem.RegistryProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps fetches few: each holds a thread until its deadline, and a slow server must not take all.
 */
@ApplicationScoped
class FetchSlots {
  private final SourceConfig config;
  private final Map<String, Integer> running = new HashMap<>();
  private int all;

  FetchSlots(SourceConfig config) {
    this.config = config;
  }

  /** Runs it while it holds a slot, or refuses. */
  <T> Uni<T> hold(String principal, Supplier<Uni<T>> fetch) {
    return Uni.createFrom()
        .deferred(
            () -> {
              take(principal);
              // What fails before there is anything to end gives its slot back too.
              return Uni.createFrom()
                  .deferred(fetch::get)
                  .onTermination()
                  .invoke(() -> giveBack(principal));
            });
  }

  private synchronized void take(String principal) {
    var own = running.getOrDefault(principal, 0);
    if (own >= config.fetchesOfOne() || all >= config.fetches()) {
      throw RegistryProblem.TOO_MANY_FETCHES
          .because(
              "%d packages are being fetched for you; submit the next one when one of them is done."
                  .formatted(own))
          // At the latest.
          .limitedTo(config.fetchesOfOne(), config.fetchDeadline());
    }
    running.put(principal, own + 1);
    all++;
  }

  private synchronized void giveBack(String principal) {
    running.computeIfPresent(principal, (who, own) -> own > 1 ? own - 1 : null);
    all--;
  }
}
