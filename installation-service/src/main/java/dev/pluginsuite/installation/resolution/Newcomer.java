package dev.pluginsuite.installation.resolution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.api.version.VersionRange;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/** A package that nobody has approved yet: what one would have to be like. */
final class Newcomer {
  private static final Pattern NUMBERS =
      Pattern.compile("([0-9]{1,9})(?:\\.([0-9]{1,9}))?(?:\\.([0-9]{1,9}))?(-[0-9A-Za-z.-]+)?");

  private Newcomer() {}

  /** Needs nothing, and is taken before all others. */
  static Candidate of(String pluginId, SemVer version) {
    return new Candidate(
        UUID.nameUUIDFromBytes((pluginId + " " + version).getBytes(UTF_8)),
        pluginId,
        version,
        Integer.MIN_VALUE,
        new TreeMap<>(),
        null);
  }

  /** A version that is not there yet and fits as many of the ranges as possible. */
  static SemVer version(String pluginId, List<VersionRange> ranges, Question question) {
    var near = new TreeSet<SemVer>(List.of(SemVer.of("1.0.0")));
    ranges.forEach(it -> near.addAll(near(it.toString())));
    question.offersOf(pluginId).forEach(it -> near.addAll(near(it.version().toString())));
    var installed = question.installed().get(pluginId);
    if (installed != null) {
      near.addAll(near(installed.version().toString()));
      near.removeIf(it -> it.compareTo(installed.version()) <= 0);
    }
    question.offersOf(pluginId).forEach(it -> near.remove(it.version()));
    return near.stream()
        .min(
            Comparator.<SemVer>comparingLong(
                    it -> -ranges.stream().filter(range -> range.contains(it)).count())
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** The versions that a text names, and the next ones after each. */
  private static List<SemVer> near(String text) {
    var near = new ArrayList<SemVer>();
    var numbers = NUMBERS.matcher(text);
    while (numbers.find()) {
      var major = number(numbers.group(1));
      var minor = number(numbers.group(2));
      var patch = number(numbers.group(3));
      var one = BigInteger.ONE;
      SemVer.parse(
              major
                  + "."
                  + minor
                  + "."
                  + patch
                  + (numbers.group(4) == null ? "" : numbers.group(4)))
          .ifPresent(near::add);
      near.add(SemVer.of(major + "." + minor + "." + patch));
      near.add(SemVer.of(major + "." + minor + "." + patch.add(one)));
      near.add(SemVer.of(major + "." + minor.add(one) + ".0"));
      near.add(SemVer.of(major.add(one) + ".0.0"));
    }
    return near;
  }

  private static BigInteger number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? BigInteger.ZERO : new BigInteger(digits);
  }
}
