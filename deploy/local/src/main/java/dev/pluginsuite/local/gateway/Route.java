package dev.pluginsuite.local.gateway;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import dev.pluginsuite.local.gateway.HttpRoute.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Predicate;

/**
 * Where one kind of path goes.
 *
 * @param timeout zero stands for none
 */
record Route(Path path, Predicate<String> test, String backend, Duration timeout) {
  /** The kind of match first, then the longer one; among equals the file's order stands. */
  static final Comparator<Route> PRECEDENCE =
      comparing((Route route) -> route.path.type())
          .thenComparing(comparingInt((Route route) -> route.path.value().length()).reversed());

  static Route of(Path path, HttpRoute.Rule rule) {
    if (rule.backendRefs().size() != 1) {
      throw new IllegalArgumentException(
          "The rule with " + path.value() + " needs exactly one backend.");
    }
    return new Route(
        path,
        path.test(),
        rule.backendRefs().get(0).name(),
        GatewayDuration.parse(rule.timeouts().request()));
  }
}
