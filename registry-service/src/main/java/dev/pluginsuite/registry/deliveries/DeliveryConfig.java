package dev.pluginsuite.registry.deliveries;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How insistently notices are delivered. */
@ConfigMapping(prefix = "suite.deliveries")
interface DeliveryConfig {
  /** How often {@link DeliveryWorker} looks for work; its schedule reads it by name. */
  Duration poll();

  /** How many subscriptions one replica serves at a time; each keeps one connection. */
  int lanes();

  /** How often one delivery is tried before it is given up. */
  int attempts();

  /** The wait after a delivery's first failure; it doubles with each further one. */
  Duration firstWait();

  /** The longest wait of one delivery. */
  Duration longestWait();

  /** The longest time that a receiver which fails again and again is left alone. */
  Duration longestRest();

  /** A subscription for which nothing has succeeded for so long is paused. */
  Duration pauseAfter();

  /** A replica that was killed leaves a subscription to the others after this. */
  Duration lease();

  /** How many tests one person may send within {@link #testsWithin}. */
  int tests();

  Duration testsWithin();

  /** How long notices and the log of their deliveries are kept. */
  Duration kept();
}
