package dev.pluginsuite.deployment.watch;

import static dev.pluginsuite.deployment.problem.DeploymentProblem.TOO_MANY_STREAMS;

import dev.pluginsuite.common.problem.CommonProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Lets so many in and no more: a stream is a connection that stays. */
@ApplicationScoped
class Doors {
  private static final Duration LATER = Duration.ofSeconds(30);

  private final WatchConfig config;
  private final Map<String, Integer> open = new HashMap<>();
  private int all;

  Doors(WatchConfig config) {
    this.config = config;
  }

  /** Refuses, or has to be left again. */
  synchronized void enter(String principal) {
    requirePlace(principal);
    open.merge(principal, 1, Integer::sum);
    all++;
  }

  synchronized void requirePlace(String principal) {
    var own = open.getOrDefault(principal, 0);
    if (own >= config.mostEach()) {
      throw TOO_MANY_STREAMS
          .because("You have %d streams open; close one of them.".formatted(own))
          .limitedTo(config.mostEach(), LATER);
    }
    if (all >= config.most()) {
      throw CommonProblem.UNAVAILABLE
          .because("%d streams are open here; try again later.".formatted(all))
          .limitedTo(config.most(), LATER);
    }
  }

  synchronized void leave(String principal) {
    open.computeIfPresent(principal, (it, own) -> own == 1 ? null : own - 1);
    all--;
  }

  synchronized int open() {
    return all;
  }
}
