package dev.pluginsuite.registry.stars;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.IntStream;

/** How many gave one star, two, and so on, as columns of a row. */
@ApplicationScoped
public class StarColumns {
  public static final String NAMES = "rated_1, rated_2, rated_3, rated_4, rated_5";

  private final RatingConfig config;

  StarColumns(RatingConfig config) {
    this.config = config;
  }

  public RatingSummary summary(Row row) {
    var byStars = IntStream.rangeClosed(1, 5).mapToObj(it -> row.getLong("rated_" + it)).toList();
    return RatingSummary.of(byStars, config);
  }
}
