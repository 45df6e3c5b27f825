package dev.pluginsuite.benchmarks;

import dev.pluginsuite.benchmarks.ResolverBenchmark.Answered;
import dev.pluginsuite.benchmarks.ResolverBenchmark.Timed;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The figures of the resolver benchmark as people read them.
 *
 * @param hardNames in the order of the page
 * @param random each question of sites, several times
 * @param explained by SAT4J, some of what is refused, once each
 * @param hard each hard question, several times, by name
 */
record ResolverPage(
    List<String> hardNames,
    List<Answered> random,
    List<Timed> explained,
    Map<String, List<Answered>> hard,
    Shape shape) {

  /** What the random questions are like. */
  record Shape(int questions, double installed, double mostInstalled) {}

  String text() {
    var solvable = with(Answer.YES);
    var refused = with(Answer.NO);
    return String.format(
        Locale.ROOT,
        """
        One thread, after a warm-up; each question is put to all three in turn. *Ours* is the whole resolution: a plan that changes little, or
        a refusal with its minimal causes, how it follows from them, and ways out that were tried. *SAT4J* 2.3.6 gets the plain encoding of
        the same question, encoding included, and says yes or no; *explained* it adds a minimal set of clauses to a no (`Xplain`). *Depth first* takes the preferred version and goes back one step
        where it does not fit, up to 20,000 tries. All agree on every question that each of them answered.

        **A registry of %d plugins in %d versions each**, and %d questions of sites that have %.0f plugins on average (%.0f at most):
        %.0f %% of them have a plan. Ours gave up on %d of %d, depth first on %d.

        %s
        %s
        Of the refused: %.1f causes on average, %d of %d minimal, %.1f suggestions.

        **Questions that were made to be hard**, %d times each, the median (of ours the longest too):

        %s\
        """,
        RandomRegistry.PLUGINS,
        RandomRegistry.VERSIONS,
        shape.questions(),
        shape.installed(),
        shape.mostInstalled(),
        100.0 * solvable.size() / random.size(),
        with(Answer.GIVEN_UP).size(),
        random.size(),
        random.stream().filter(it -> it.depthFirst().answer() == Answer.GIVEN_UP).count(),
        table("has a plan", solvable, List.of()),
        table("refused", refused, explained),
        average(refused, "causes"),
        refused.stream().filter(it -> told(it, "minimal") == 1).count(),
        refused.size(),
        average(refused, "suggestions"),
        hard.values().iterator().next().size(),
        hardTable());
  }

  private List<Answered> with(Answer answer) {
    return random.stream().filter(it -> it.ours().answer() == answer).toList();
  }

  private static String table(String what, List<Answered> all, List<Timed> explained) {
    var ours = millis(all, Answered::ours);
    var sat = millis(all, Answered::sat);
    var table =
        new Table(what, "times", "p50 ms", "p99 ms", "max ms", "p50 / SAT4J", "p99 / SAT4J");
    row(table, "ours", ours, sat);
    row(table, "SAT4J", sat, sat);
    if (!explained.isEmpty()) {
      row(table, "SAT4J, explained", of(explained), sat);
    }
    row(table, "depth first", millis(all, Answered::depthFirst), sat);
    return table.toString();
  }

  private static void row(Table table, String who, Distribution millis, Distribution base) {
    table.row(
        who,
        String.valueOf(millis.count()),
        figure(millis.median()),
        figure(millis.percentile(99)),
        figure(millis.max()),
        figure(millis.median() / base.median()),
        figure(millis.percentile(99) / base.percentile(99)));
  }

  private String hardTable() {
    var table =
        new Table("question", "ours", "causes", "ms", "max ms", "SAT4J", "ms", "depth first", "ms");
    for (var name : hardNames) {
      var all = hard.getOrDefault(name, List.of());
      var ours = millis(all, Answered::ours);
      table.row(
          name,
          word(all, Answered::ours) + (isMinimal(all) ? "" : ", not minimal"),
          String.valueOf(told(all.get(0), "causes")),
          figure(ours.median()),
          figure(ours.max()),
          word(all, Answered::sat),
          figure(millis(all, Answered::sat).median()),
          word(all, Answered::depthFirst),
          figure(millis(all, Answered::depthFirst).median()));
    }
    return table.toString();
  }

  private static boolean isMinimal(List<Answered> all) {
    return all.stream().allMatch(it -> it.ours().answer() != Answer.NO || told(it, "minimal") == 1);
  }

  /** The least of what was answered: whoever gave up once is said to give up. */
  private static String word(List<Answered> all, Function<Answered, Timed> who) {
    var answer =
        all.stream().map(who).map(Timed::answer).max(Comparator.naturalOrder()).orElseThrow();
    return answer.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static double average(List<Answered> all, String what) {
    return all.stream().mapToInt(it -> told(it, what)).average().orElse(0);
  }

  private static int told(Answered it, String what) {
    return it.told().getOrDefault(what, 0);
  }

  private static Distribution millis(List<Answered> all, Function<Answered, Timed> who) {
    return of(all.stream().map(who).toList());
  }

  private static Distribution of(List<Timed> all) {
    return new Distribution(all.stream().map(Timed::millis).toList());
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }
}
