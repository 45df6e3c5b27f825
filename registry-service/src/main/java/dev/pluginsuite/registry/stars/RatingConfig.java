package dev.pluginsuite.registry.stars;

import io.smallrye.config.ConfigMapping;

/** How few ratings are kept from outweighing many. */
@ConfigMapping(prefix = "suite.rating")
public interface RatingConfig {
  /** What a plugin that nobody rated counts as, in stars. */
  double expected();

  /** As how many ratings that expectation counts. */
  int weight();
}
