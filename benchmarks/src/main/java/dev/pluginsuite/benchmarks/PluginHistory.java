package dev.pluginsuite.benchmarks;

import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.api.version.VersionRange;
import dev.pluginsuite.installation.resolution.Candidate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * All versions of a plugin, the oldest first. What it needs changes from version to version as it
 * does in life: seldom, and towards newer versions.
 */
record PluginHistory(String id, List<Candidate> versions) {

  /**
   * A plugin that it needs from one of its versions on.
   *
   * @param until nobody has looked since whether newer versions of it would do
   */
  private record Need(PluginHistory of, int since, int until) {}

  /**
   * @param earlier plugins that it may need: what comes first is popular
   */
  static PluginHistory of(String id, int count, List<PluginHistory> earlier, Random random) {
    var needs = needs(count, earlier, random);
    var versions = new ArrayList<Candidate>();
    var numbers = new int[] {1, 0, 0};
    for (var at = 0; at < count; at++) {
      versions.add(version(id, numbers, at, needs, random));
      grow(numbers, random.nextInt(100));
    }
    return new PluginHistory(id, List.copyOf(versions));
  }

  private static List<Need> needs(int count, List<PluginHistory> earlier, Random random) {
    var needs = new ArrayList<Need>();
    var most = earlier.size() < 20 ? 0 : Math.max(0, (int) Math.round(random.nextGaussian() + 2));
    for (var i = 0; i < Math.min(most, 6); i++) {
      var popular = random.nextDouble() * random.nextDouble();
      var since = random.nextInt(3) > 0 ? 0 : random.nextInt(count);
      var until = random.nextInt(4) > 0 ? count : random.nextInt(count);
      needs.add(new Need(earlier.get((int) (popular * earlier.size())), since, until));
    }
    return needs;
  }

  private static Candidate version(
      String id, int[] numbers, int at, List<Need> needs, Random random) {
    var version = numbers[0] + "." + numbers[1] + "." + numbers[2];
    var dependencies = new TreeMap<String, VersionRange>();
    for (var need : needs) {
      if (at >= need.since()) {
        dependencies.put(need.of().id(), need.of().rangeAround(Math.min(at, need.until()), random));
      }
    }
    var key = (id + " " + version).getBytes(StandardCharsets.UTF_8);
    return new Candidate(
        UUID.nameUUIDFromBytes(key), id, SemVer.of(version), 0, dependencies, null);
  }

  /** What somebody writes who knows the versions of that time. */
  private VersionRange rangeAround(int time, Random random) {
    var at = time - (int) Math.abs(random.nextGaussian() * 2);
    var version = versions.get(Math.max(0, Math.min(versions.size() - 1, at))).version();
    var kind = random.nextInt(100);
    if (kind < 5) {
      return VersionRange.of("*");
    }
    if (kind < 20) {
      return VersionRange.of(">=" + version);
    }
    return VersionRange.of((kind < 30 ? "~" : kind < 33 ? "" : "^") + version);
  }

  private static void grow(int[] numbers, int chance) {
    var part = chance < 12 ? 0 : chance < 60 ? 1 : 2;
    numbers[part]++;
    for (var i = part + 1; i < numbers.length; i++) {
      numbers[i] = 0;
    }
  }
}
