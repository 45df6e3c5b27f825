package dev.pluginsuite.benchmarks;

import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.api.version.VersionRange;
import dev.pluginsuite.installation.resolution.Candidate;
import dev.pluginsuite.installation.resolution.Question;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** Questions that were made to be hard: for solvers that go back step by step, or for all. */
final class HardQuestions {
  /** A plugin that only questions with circles have. */
  static final String CIRCLE = "circle-00";

  private final Map<String, List<Candidate>> offers = new HashMap<>();

  private HardQuestions() {}

  static Map<String, Question> all() {
    var all = new LinkedHashMap<String, Question>();
    all.put("a choice that is wrong, found out 99 plugins later", lateConflict(100, 50));
    all.put("50 versions of each of 100 plugins, none of which ends well", singletons(100, 50));
    all.put("the same, each in a range of its own", disjointRanges(100, 50));
    all.put("a chain of 400 plugins that breaks at its end", brokenChain(400));
    all.put("9 causes that branch", branching(9));
    all.put("circles of 12 plugins in all versions but one", circles(12, 8));
    all.put("Latin square of 9 × 9", latinSquare(9, false));
    all.put("Latin square of 9 × 9 that cannot be", latinSquare(9, true));
    all.put("3-SAT, 40 variables, 4.26 clauses each", threeSat(40, 1));
    all.put("3-SAT, 80 variables, 4.26 clauses each", threeSat(80, 3));
    all.put("6 pigeons in 5 holes", pigeons(6));
    all.put("8 pigeons in 7 holes", pigeons(8));
    all.put("11 pigeons in 10 holes", pigeons(11));
    return all;
  }

  /** The first plugin's newest versions exclude what only the last one needs. */
  private static Question lateConflict(int plugins, int versions) {
    var it = new HardQuestions();
    for (var version = 1; version <= versions; version++) {
      it.add("p000", version, "end", version == 1 ? "1.0.0" : ">1.0.0");
      for (var i = 1; i < plugins; i++) {
        var isLast = i + 1 == plugins;
        it.add("p%03d".formatted(i), version, isLast ? "end" : next(i), isLast ? "1.0.0" : "*");
      }
    }
    it.add("end", 1);
    it.add("end", 2);
    it.add("top", 1, "p000", "*", "p001", "*");
    return it.asking();
  }

  /** Each version needs exactly one version of the next; the last needs what there is not. */
  private static Question singletons(int plugins, int versions) {
    var it = new HardQuestions();
    for (var i = 0; i < plugins; i++) {
      for (var version = 1; version <= versions; version++) {
        it.add("p%03d".formatted(i), version, next(i), version + ".0.0");
      }
    }
    it.add("top", 1, "p000", "*");
    return it.asking();
  }

  private static Question disjointRanges(int plugins, int versions) {
    var it = new HardQuestions();
    for (var i = 0; i < plugins; i++) {
      for (var version = 1; version <= versions; version++) {
        var range = ">=%d.0.0 <%d.0.0 || >=%d.0.0 <%d.0.0";
        var other = (version * 7 + i) % versions + 1;
        it.add(
            "p%03d".formatted(i),
            version,
            next(i),
            range.formatted(version, version + 1, other, other + 1));
      }
    }
    it.add("top", 1, "p000", "*");
    return it.asking();
  }

  private static Question brokenChain(int plugins) {
    var it = new HardQuestions();
    for (var i = 0; i < plugins; i++) {
      for (var version = 1; version <= 10; version++) {
        it.add("p%03d".formatted(i), version, next(i), "^" + version + ".0.0");
      }
    }
    it.add("top", 1, "p000", "^1.0.0");
    return it.asking();
  }

  /** Every branch fails for a reason of its own, and each has to be told. */
  private static Question branching(int branches) {
    var it = new HardQuestions();
    for (var i = 0; i < branches; i++) {
      var name = "b%03d".formatted(i);
      it.add("any", i + 1, name, "*", name + "-peer", "*");
      for (var version = 1; version <= 20; version++) {
        it.add(name, version, name + "-base", "^1.0.0");
        it.add(name + "-peer", version, name + "-base", "^2.0.0");
      }
      it.add(name + "-base", 1);
      it.add(name + "-base", 2);
    }
    it.add("top", 1, "any", "*");
    return it.asking();
  }

  /** A circle shows only in a complete choice. */
  private static Question circles(int plugins, int versions) {
    var it = new HardQuestions();
    for (var i = 0; i < plugins; i++) {
      for (var version = 1; version <= versions; version++) {
        var isWayOut = i == plugins - 1 && version == 1;
        var next = "circle-%02d".formatted((i + 1) % plugins);
        var needs = isWayOut ? new String[0] : new String[] {next, "*"};
        it.add("circle-%02d".formatted(i), version, needs);
      }
    }
    it.add("top", 1, CIRCLE, "*");
    return it.asking();
  }

  /** A cell's version is its number; a number takes its place in its row and in its column. */
  private static Question latinSquare(int size, boolean spoilt) {
    var it = new HardQuestions();
    var cells = new ArrayList<String>();
    for (var row = 1; row <= size; row++) {
      for (var column = 1; column <= size; column++) {
        var cell = "cell-%d-%d".formatted(row, column);
        cells.add(cell);
        cells.add(spoilt && column < size && row < 3 ? "<%d.0.0".formatted(size - 1) : "*");
        for (var number = 1; number <= size; number++) {
          it.add(
              cell,
              number,
              "row-%d-has-%d".formatted(row, number),
              column + ".0.0",
              "column-%d-has-%d".formatted(column, number),
              row + ".0.0");
        }
      }
      for (var number = 1; number <= size; number++) {
        for (var place = 1; place <= size; place++) {
          it.add("row-%d-has-%d".formatted(row, number), place);
          it.add("column-%d-has-%d".formatted(row, number), place);
        }
      }
    }
    it.add("top", 1, cells.toArray(String[]::new));
    return it.asking();
  }

  /** At this ratio of clauses to variables half of all questions have no answer. */
  private static Question threeSat(int variables, long seed) {
    var it = new HardQuestions();
    var random = new Random(seed);
    var needs = new ArrayList<String>();
    for (var i = 0; i < variables; i++) {
      it.add("x%03d".formatted(i), 1);
      it.add("x%03d".formatted(i), 2);
    }
    for (var clause = 0; clause < Math.round(variables * 4.26); clause++) {
      var name = "c%03d".formatted(clause);
      needs.add(name);
      needs.add("*");
      for (var literal = 1; literal <= 3; literal++) {
        var variable = "x%03d".formatted(random.nextInt(variables));
        it.add(name, literal, variable, (1 + random.nextInt(2)) + ".0.0");
      }
    }
    it.add("top", 1, needs.toArray(String[]::new));
    return it.asking();
  }

  /** No proof by resolution is short: each of these solvers needs exponentially many steps. */
  private static Question pigeons(int pigeons) {
    var it = new HardQuestions();
    var needs = new ArrayList<String>();
    for (var pigeon = 1; pigeon <= pigeons; pigeon++) {
      needs.add("pigeon-" + pigeon);
      needs.add("*");
      for (var hole = 1; hole < pigeons; hole++) {
        it.add("pigeon-" + pigeon, hole, "hole-" + hole, pigeon + ".0.0");
        it.add("hole-" + hole, pigeon);
      }
    }
    it.add("top", 1, needs.toArray(String[]::new));
    return it.asking();
  }

  private static String next(int i) {
    return "p%03d".formatted(i + 1);
  }

  /**
   * @param needs plugin and range in turn
   */
  private void add(String pluginId, int major, String... needs) {
    var dependencies = new TreeMap<String, VersionRange>();
    for (var i = 0; i < needs.length; i += 2) {
      dependencies.put(needs[i], VersionRange.of(needs[i + 1]));
    }
    var version = SemVer.of(major + ".0.0");
    var id = UUID.nameUUIDFromBytes((pluginId + " " + version).getBytes(StandardCharsets.UTF_8));
    offers
        .computeIfAbsent(pluginId, any -> new ArrayList<>())
        .add(new Candidate(id, pluginId, version, 0, dependencies, null));
  }

  private Question asking() {
    var top = offers.getOrDefault("top", List.of()).get(0);
    return new Question("site-1", top, offers, Map.of(), null, Map.of());
  }
}
