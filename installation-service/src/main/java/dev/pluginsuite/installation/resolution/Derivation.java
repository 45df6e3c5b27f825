package dev.pluginsuite.installation.resolution;

import dev.pluginsuite.api.version.VersionRange;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tree of causes, in a list, because it may be deep: causes come before what follows from them.
 *
 * @param steps the last one is that there is no solution; some before it may be left out
 */
public record Derivation(List<Step> steps) {
  /** Nobody reads more: of a longer one only what comes first is told, and how it ends. */
  private static final int MOST = 500;

  /**
   * One line.
   *
   * @param kind of the fact, or {@code follows}
   * @param about what is never true at the same time
   * @param from the numbers of its causes; a fact has none
   */
  public record Step(int number, String kind, String says, List<Part> about, List<Integer> from) {}

  /**
   * What is said about one plugin.
   *
   * @param isAbsent whether it is about the plugin being none of these versions
   * @param range as the manifest writes it, where the versions come from one
   */
  public record Part(
      String pluginId, boolean isAbsent, List<String> versions, @Nullable String range) {}

  static Derivation of(Incompatibility failure, Question question) {
    Map<Incompatibility, Integer> numbers = new HashMap<>();
    var proof = Core.inOrder(failure);
    proof.forEach(it -> numbers.put(it, numbers.size() + 1));
    var told =
        proof.size() <= MOST
            ? proof.stream()
            : Stream.concat(proof.stream().limit(MOST), Stream.of(failure));
    return new Derivation(told.map(it -> step(it, numbers, question)).toList());
  }

  private static Step step(
      Incompatibility it, Map<Incompatibility, Integer> numbers, Question question) {
    return new Step(
        numbers.getOrDefault(it, 0),
        it.cause() instanceof Fact fact
            ? fact.getClass().getSimpleName().toLowerCase(Locale.ROOT)
            : "follows",
        says(it, question),
        it.terms().stream().map(term -> part(it, term)).toList(),
        Core.causes(it).stream().map(cause -> numbers.getOrDefault(cause, 0)).toList());
  }

  private static String says(Incompatibility it, Question question) {
    if (it.cause() instanceof Fact fact) {
      return fact.says(question.siteId());
    }
    return it.isFailure()
        ? "So %s cannot be had at %s.".formatted(question.wanted(), question.siteId())
        : "So %s.".formatted(Wording.of(it));
  }

  private static Part part(Incompatibility it, Term term) {
    var versions = term.isPositive() ? term.versions() : term.versions().not();
    return new Part(
        term.plugin().id(),
        !term.isPositive(),
        term.plugin().candidates(versions).stream().map(c -> c.version().toString()).toList(),
        range(it, term));
  }

  private static @Nullable String range(Incompatibility it, Term term) {
    @Nullable VersionRange range =
        it.cause() instanceof Fact.Needs needs && needs.needed().equals(term.plugin().id())
            ? needs.range()
            : null;
    return range == null ? null : range.toString();
  }
}
