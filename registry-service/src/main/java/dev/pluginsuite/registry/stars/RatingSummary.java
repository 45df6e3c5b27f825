package dev.pluginsuite.registry.stars;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ratings that count.
 *
 * @param mean null while there are none
 * @param smoothed the mean if there were, beside these, as many of the expected rating as {@link
 *     RatingConfig#weight} says
 * @param histogram stars to how many gave them
 */
public record RatingSummary(
    long count, @Nullable Double mean, double smoothed, Map<Integer, Long> histogram) {

  /**
   * @param byStars how many gave one star, two, and so on
   */
  public static RatingSummary of(List<Long> byStars, RatingConfig config) {
    var histogram = new LinkedHashMap<Integer, Long>();
    var count = 0L;
    var sum = 0L;
    for (var stars = 1; stars <= byStars.size(); stars++) {
      var ratings = byStars.get(stars - 1);
      histogram.put(stars, ratings);
      count += ratings;
      sum += stars * ratings;
    }
    var smoothed =
        (config.weight() * config.expected() + sum) / Math.max(config.weight() + count, 1);
    return new RatingSummary(
        count, count == 0 ? null : rounded((double) sum / count), rounded(smoothed), histogram);
  }

  private static double rounded(double stars) {
    return Math.round(stars * 100) / 100.0;
  }
}
