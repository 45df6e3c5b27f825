package dev.pluginsuite.benchmarks;

import dev.pluginsuite.installation.resolution.Question;
import dev.pluginsuite.installation.resolution.Resolution.Solved;
import dev.pluginsuite.installation.resolution.Resolution.Unsolvable;
import dev.pluginsuite.installation.resolution.Resolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long installation-service's resolver takes, alone in a process of its own. */
public final class ResolverBenchmark {
  private static final int QUESTIONS = 1_000;
  private static final int WARM_UP_ROUNDS = 3;
  private static final int ROUNDS = 3;
  private static final int HARD_ROUNDS = 7;

  /** SAT4J takes up to a second for each. */
  private static final int EXPLAINED = 40;

  private static final long SEED = 20_261_128;

  private ResolverBenchmark() {}

  /**
   * @param args the machine's load before, and the page to write
   */
  public static void main(String... args) throws Exception {
    var page =
        "# resolver\n\n%s\n%s"
            .formatted(Machine.describe(args[0]), new ResolverBenchmark().measure());
    Files.writeString(Path.of(args[1]), page);
    System.out.println(page);
  }

  /**
   * One question, asked of all.
   *
   * @param ours whether there is a plan, and in how many milliseconds we said so
   */
  record Answered(Timed ours, Timed sat, Timed depthFirst, Map<String, Integer> told) {}

  /** An answer, with the milliseconds it took. */
  record Timed(Answer answer, double millis) {}

  private String measure() {
    var questions = new RandomRegistry(SEED).questions(QUESTIONS);
    for (var round = 0; round < WARM_UP_ROUNDS; round++) {
      questions.forEach(Resolver::resolve);
      questions.forEach(Satisfiability::answer);
    }
    var answered = new ArrayList<Answered>();
    for (var round = 0; round < ROUNDS; round++) {
      answered.addAll(questions.stream().map(ResolverBenchmark::ask).toList());
    }
    var explained =
        questions.stream()
            .filter(it -> Satisfiability.answer(it) == Answer.NO)
            .limit(EXPLAINED)
            .map(it -> timed(() -> Satisfiability.explained(it)))
            .toList();
    var hard = new TreeMap<String, List<Answered>>();
    var names = HardQuestions.all();
    for (var round = 0; round < HARD_ROUNDS; round++) {
      names.forEach(
          (name, it) -> hard.computeIfAbsent(name, any -> new ArrayList<>()).add(ask(it)));
    }
    return new ResolverPage(
            List.copyOf(names.keySet()), answered, explained, hard, shape(questions))
        .text();
  }

  private static ResolverPage.Shape shape(List<Question> questions) {
    var needs = questions.stream().mapToInt(it -> it.installed().size()).summaryStatistics();
    return new ResolverPage.Shape(questions.size(), needs.getAverage(), needs.getMax());
  }

  /** In turn, so that whatever else the machine does meets all of them alike. */
  private static Answered ask(Question question) {
    var told = new TreeMap<String, Integer>();
    var ours = timed(() -> ours(question, told));
    var sat = timed(() -> Satisfiability.answer(question));
    var depthFirst = timed(() -> DepthFirst.answer(question));
    requireAgreement(question, ours.answer(), sat.answer());
    requireAgreement(question, ours.answer(), depthFirst.answer());
    return new Answered(ours, sat, depthFirst, told);
  }

  private static Answer ours(Question question, Map<String, Integer> told) {
    var resolution = Resolver.resolve(question);
    if (resolution instanceof Solved it) {
      told.put("steps", it.plan().steps().size());
      return Answer.YES;
    }
    if (resolution instanceof Unsolvable it) {
      told.put("causes", it.because().size());
      told.put("derivation", it.derivation().steps().size());
      told.put("suggestions", it.suggestions().size());
      told.put("minimal", it.minimal() ? 1 : 0);
      return Answer.NO;
    }
    return Answer.GIVEN_UP;
  }

  /** Circles are for us alone to see: no question of sites has any. */
  private static void requireAgreement(Question question, Answer ours, Answer other) {
    var isTold = ours != Answer.GIVEN_UP && other != Answer.GIVEN_UP;
    if (isTold && ours != other && !hasCircles(question)) {
      throw new IllegalStateException(
          "We say %s and another solver %s to %s.".formatted(ours, other, question.wanted()));
    }
  }

  private static boolean hasCircles(Question question) {
    return question.offers().containsKey(HardQuestions.CIRCLE);
  }

  private interface Asked {
    Answer answer();
  }

  private static Timed timed(Asked asked) {
    var start = System.nanoTime();
    var answer = asked.answer();
    return new Timed(answer, (System.nanoTime() - start) / 1e6);
  }
}
