package dev.pluginsuite.api.version;

import dev.pluginsuite.api.version.Bound.Side;
import dev.pluginsuite.api.version.Partial.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what npm lets people write into bounds: one list of them for each alternative. */
final class RangeParser {
  private static final Pattern OR = Pattern.compile("\\|\\|");
  private static final Pattern HYPHEN =
      Pattern.compile(Partial.PATTERN + "\\s+-\\s+" + Partial.PATTERN);
  private static final Pattern COMPARATOR =
      Pattern.compile("(>=|<=|>|<|=|\\^|~>|~|)\\s*" + Partial.PATTERN + "(?=[\\s,]|$)");
  private static final Pattern AND = Pattern.compile("\\s*,\\s*|\\s+");
  private static final Bound NOTHING = new Bound(Side.BELOW, SemVer.of("0.0.0-0"));
  private static final Bound EVERY_RELEASE = new Bound(Side.AT_LEAST, SemVer.of("0.0.0"));

  private RangeParser() {}

  static Optional<List<List<Bound>>> parse(String text) {
    var alternatives = new ArrayList<List<Bound>>();
    for (var alternative : OR.split(text, -1)) {
      var bounds = alternative(alternative.strip());
      if (bounds.isEmpty()) {
        return Optional.empty();
      }
      alternatives.add(bounds.get().stream().filter(it -> !it.equals(EVERY_RELEASE)).toList());
    }
    return Optional.of(simplified(alternatives));
  }

  /** As npm does: beside an alternative that admits every release, no other one counts. */
  private static List<List<Bound>> simplified(List<List<Bound>> alternatives) {
    return alternatives.stream().anyMatch(List::isEmpty)
        ? List.of(List.of())
        : List.copyOf(alternatives);
  }

  private static Optional<List<Bound>> alternative(String text) {
    var hyphen = HYPHEN.matcher(text);
    return hyphen.matches()
        ? Optional.of(between(Partial.of(hyphen, 1), Partial.of(hyphen, 1 + Partial.GROUPS)))
        : allOf(text);
  }

  private static Optional<List<Bound>> allOf(String text) {
    var bounds = new ArrayList<Bound>();
    var comparator = COMPARATOR.matcher(text);
    var and = AND.matcher(text);
    var at = 0;
    while (startsAt(at, comparator)) {
      bounds.addAll(comparator(comparator.group(1), Partial.of(comparator, 2)));
      if (comparator.end() == text.length()) {
        return Optional.of(List.copyOf(bounds));
      }
      if (!startsAt(comparator.end(), and)) {
        return Optional.empty();
      }
      at = and.end();
    }
    return Optional.empty();
  }

  private static boolean startsAt(int at, Matcher matcher) {
    return matcher.region(at, matcher.regionEnd()).lookingAt();
  }

  private static List<Bound> between(Partial low, Partial high) {
    var bounds = new ArrayList<>(atLeast(low));
    bounds.addAll(atMost(high));
    return bounds;
  }

  private static List<Bound> comparator(String operator, Partial partial) {
    return switch (operator) {
      case "^" -> upTo(partial, partial.leftmostNonZero());
      case "~", "~>" -> upTo(partial, partial.hasMinor() ? Part.MINOR : Part.MAJOR);
      case ">=" -> atLeast(partial);
      case "<=" -> atMost(partial);
      case ">" -> above(partial);
      case "<" -> below(partial);
      default ->
          partial.isWhole()
              ? List.of(new Bound(Side.EXACTLY, partial.lowest()))
              : upTo(partial, partial.lastGiven());
    };
  }

  private static List<Bound> upTo(Partial partial, Part part) {
    return partial.isAny()
        ? List.of()
        : List.of(
            new Bound(Side.AT_LEAST, partial.lowest()),
            new Bound(Side.BELOW, partial.nextWithPreReleases(part)));
  }

  private static List<Bound> atLeast(Partial partial) {
    return partial.isAny() ? List.of() : List.of(new Bound(Side.AT_LEAST, partial.lowest()));
  }

  private static List<Bound> atMost(Partial partial) {
    if (partial.isAny()) {
      return List.of();
    }
    return partial.isWhole()
        ? List.of(new Bound(Side.AT_MOST, partial.lowest()))
        : List.of(new Bound(Side.BELOW, partial.nextWithPreReleases(partial.lastGiven())));
  }

  private static List<Bound> above(Partial partial) {
    if (partial.isAny()) {
      return List.of(NOTHING);
    }
    return partial.isWhole()
        ? List.of(new Bound(Side.ABOVE, partial.lowest()))
        : List.of(new Bound(Side.AT_LEAST, partial.next(partial.lastGiven())));
  }

  private static List<Bound> below(Partial partial) {
    if (partial.isAny()) {
      return List.of(NOTHING);
    }
    return List.of(
        new Bound(
            Side.BELOW, partial.isWhole() ? partial.lowest() : partial.lowestWithPreReleases()));
  }
}
