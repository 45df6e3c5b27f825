package dev.pluginsuite.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a PromQL expression reads: a metric, the labels that it is asked by, and those that have to
 * have one value.
 */
record Selector(String metric, Set<String> labels, Map<String, String> equal) {
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

  /** By which labels is grouped or matched; a range; a name that may be followed by matchers. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\""
              + "|\\b[a-z_]+\\s+(?:by|without)\\s*\\([^)]*\\)"
              + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)"
              + "|\\[[^]]*]"
              + "|(?<function>[a-zA-Z_][a-zA-Z0-9_]*)\\s*\\("
              + "|(?<![0-9.])(?<metric>[a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?<matchers>\\{(?:[^}\"]|\"(?:[^\"\\\\]|\\\\.)*\")*})?");

  private static final Pattern MATCHER =
      Pattern.compile(
          "(?<label>[a-zA-Z_]\\w*)\\s*(?<operator>=~|!~|!=|=)\\s*\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"");

  static List<Selector> in(String expression) {
    var found = new ArrayList<Selector>();
    var tokens = TOKEN.matcher(expression);
    while (tokens.find()) {
      var metric = tokens.group("metric");
      if (metric != null && !WORDS.contains(metric)) {
        var matchers = tokens.group("matchers");
        found.add(of(metric, matchers == null ? "" : matchers));
      }
    }
    return found;
  }

  private static Selector of(String metric, String matchers) {
    var labels = new TreeSet<String>();
    var equal = new TreeMap<String, String>();
    var found = MATCHER.matcher(matchers);
    while (found.find()) {
      labels.add(found.group("label"));
      if (found.group("operator").equals("=")) {
        equal.put(found.group("label"), found.group("value"));
      }
    }
    return new Selector(metric, labels, equal);
  }
}
