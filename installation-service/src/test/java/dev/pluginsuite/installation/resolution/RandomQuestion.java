package dev.pluginsuite.installation.resolution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.api.version.VersionRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** Small registries that are hard for their size: each seed is always the same question. */
final class RandomQuestion {
  private static final List<String> PLUGINS = List.of("a", "b", "c", "d", "e");
  private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "2.0.0", "3.0.0-rc.1");
  private static final List<VersionRange> RANGES =
      List.of("*", "^1.0.0", "^2.0.0", ">=1.1.0", "<2.0.0", "1.1.0 || 2.0.0", ">=3.0.0-rc").stream()
          .map(VersionRange::of)
          .toList();

  private final Random random;
  private final List<Candidate> all = new ArrayList<>();

  private RandomQuestion(long seed) {
    this.random = new Random(seed);
  }

  static Question of(long seed) {
    return new RandomQuestion(seed).question();
  }

  private Question question() {
    for (var plugin : PLUGINS) {
      for (var version : VERSIONS) {
        if (random.nextInt(20) < 19) {
          all.add(candidate(plugin, version, 0));
        }
        if (random.nextInt(12) == 0) {
          all.add(candidate(plugin, version, 1));
        }
      }
    }
    var installed =
        random.nextInt(5) < 3 ? new TreeMap<String, Candidate>() : BruteForce.anything(random, all);
    var closed = new HashMap<String, String>();
    installed.keySet().stream()
        .filter(it -> random.nextInt(8) == 0)
        .forEach(it -> closed.put(it, "was revoked"));
    return new Question("site-1", wanted(installed), offers(all), installed, null, closed);
  }

  /** Seldom something that is older than what is there. */
  private Candidate wanted(Map<String, Candidate> installed) {
    for (var i = 0; i < 20; i++) {
      var it = all.get(random.nextInt(all.size()));
      var there = installed.get(it.pluginId());
      if (there == null || it.version().compareTo(there.version()) > 0) {
        return it;
      }
    }
    return all.get(random.nextInt(all.size()));
  }

  private Candidate candidate(String plugin, String version, int rank) {
    var dependencies = new TreeMap<String, VersionRange>();
    for (var other : PLUGINS) {
      if (!other.equals(plugin) && random.nextInt(100) < (other.compareTo(plugin) > 0 ? 48 : 4)) {
        dependencies.put(other, RANGES.get(random.nextInt(RANGES.size())));
      }
    }
    return new Candidate(
        UUID.nameUUIDFromBytes((plugin + version + rank).getBytes(UTF_8)),
        plugin,
        SemVer.of(version),
        rank,
        dependencies,
        random.nextInt(30) == 0 ? "cannot run" : null);
  }

  private static Map<String, List<Candidate>> offers(List<Candidate> all) {
    var offers = new LinkedHashMap<String, List<Candidate>>();
    all.forEach(it -> offers.computeIfAbsent(it.pluginId(), any -> new ArrayList<>()).add(it));
    return offers;
  }

  /** The same question, told in another order. */
  static Question shuffled(Question question, long seed) {
    var random = new Random(seed);
    var all = new ArrayList<Candidate>();
    question.offers().values().forEach(all::addAll);
    Collections.shuffle(all, random);
    var ids = new ArrayList<>(question.installed().keySet());
    Collections.shuffle(ids, random);
    var installed = new LinkedHashMap<String, Candidate>();
    for (var id : ids) {
      var it = question.installed().get(id);
      if (it != null) {
        installed.put(id, it);
      }
    }
    return new Question(
        question.siteId(), question.wanted(), offers(all), installed, null, question.closed());
  }
}
