package dev.pluginsuite.validation.scanrule;

import java.util.HashMap;

/** How random a text looks: Shannon's entropy, in bits for each character. */
final class Entropy {
  private static final double LN_2 = Math.log(2);

  private Entropy() {}

  static double of(String text) {
    var counts = new HashMap<Integer, Integer>();
    text.chars().forEach(it -> counts.merge(it, 1, Integer::sum));
    return counts.values().stream()
        .mapToDouble(it -> (double) it / text.length())
        .map(share -> -share * Math.log(share) / LN_2)
        .sum();
  }
}
