package dev.pluginsuite.installation.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.installation.resolution.Resolution.Solved;
import dev.pluginsuite.installation.resolution.Resolution.Unsolvable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The situations that solvers of this kind are known to stumble over. */
class HardCasesTest {
  @Test
  void a_decision_that_would_clash_is_avoided() {
    var graph =
        Graph.of(
            "top 1.0.0: press *; scale *",
            "press 1.0.0",
            "press 1.1.0: scale ^2.0.0",
            "scale 1.0.0");

    assertThat(solved(graph)).containsExactly("press 1.0.0", "scale 1.0.0", "top 1.0.0");
  }

  @Test
  void a_conflict_found_late_goes_back_to_its_origin() {
    var graph =
        Graph.of(
            "top 1.0.0: press >=1.0.0",
            "press 2.0.0: scale ^1.0.0",
            "press 1.0.0",
            "scale 1.0.0: press ^1.0.0");

    assertThat(solved(graph)).containsExactly("press 1.0.0", "top 1.0.0");
  }

  @Test
  void a_satisfier_that_is_only_part_of_the_reason() {
    var graph =
        Graph.of(
            "top 1.0.0: press ^1.0.0; oven ^2.0.0",
            "press 1.1.0: left ^1.0.0; right ^1.0.0",
            "press 1.0.0",
            "left 1.0.0: shared >=1.0.0",
            "right 1.0.0: shared <2.0.0",
            "shared 2.0.0",
            "shared 1.0.0: oven ^1.0.0",
            "oven 2.0.0",
            "oven 1.0.0");

    assertThat(solved(graph)).containsExactly("oven 2.0.0", "press 1.0.0", "top 1.0.0");
  }

  @Test
  void a_diamond_meets_in_one_version() {
    var graph =
        Graph.of(
            "top 1.0.0: left *; right *",
            "left 1.0.0: base <3.0.0",
            "right 1.0.0: base >1.0.0",
            "base 1.0.0",
            "base 2.0.0",
            "base 3.0.0");

    assertThat(solved(graph)).contains("base 2.0.0");
  }

  @Test
  void going_back_over_and_over_ends() {
    var lines = new ArrayList<String>(List.of("top 1.0.0: a *; b *", "c 1.0.0"));
    IntStream.range(1, 60)
        .forEach(
            it -> {
              lines.add("a %d.0.0: c %d.0.0".formatted(it, it % 2 + 2));
              lines.add("b %d.0.0: c *".formatted(it));
            });
    lines.add("a 0.1.0: c 1.0.0");

    assertThat(solved(Graph.of(lines.toArray(String[]::new)))).contains("a 0.1.0", "c 1.0.0");
  }

  @Test
  void unrelated_choices_are_not_tried_again_for_a_conflict_elsewhere() {
    var lines = new ArrayList<String>();
    var needs = new ArrayList<String>();
    for (var i = 0; i < 40; i++) {
      needs.add("p%02d *".formatted(i));
      for (var version = 1; version <= 10; version++) {
        lines.add("p%02d %d.0.0".formatted(i, version));
      }
    }
    lines.add("x 1.0.0: y ^1.0.0");
    lines.add("z 1.0.0: y ^2.0.0");
    lines.add("y 1.0.0");
    lines.add("y 2.0.0");
    lines.add("top 1.0.0: " + String.join("; ", needs) + "; x *; z *");

    var few = new Effort(5_000, Duration.ofDays(1));
    var answer =
        Resolver.resolve(
            Graph.of(lines.toArray(String[]::new)).asking("top 1.0.0"),
            new Limits(few, few, Effort.NONE),
            () -> 0);

    assertThat(answer)
        .isInstanceOfSatisfying(Unsolvable.class, it -> assertThat(it.because()).hasSize(5));
  }

  @Test
  void a_line_of_causes_is_told_in_order() {
    var graph =
        Graph.of(
            "top 1.0.0: press ^1.0.0; oven ^1.0.0",
            "press 1.0.0: oven ^2.0.0",
            "oven 1.0.0",
            "oven 2.0.0");

    assertThat(because(graph))
        .containsExactlyInAnyOrder(
            "top 1.0.0 is asked for.",
            "top 1.0.0 needs press ^1.0.0.",
            "top 1.0.0 needs oven ^1.0.0.",
            "press 1.0.0 needs oven ^2.0.0.");
  }

  @Test
  @Tag("SEED-32")
  void causes_that_branch_are_all_told() {
    var graph =
        Graph.of(
            "top 1.0.0: press ^1.0.0",
            "press 1.0.0: a ^1.0.0; b ^1.0.0",
            "press 1.1.0: x ^1.0.0; y ^1.0.0",
            "a 1.0.0: b ^2.0.0",
            "b 1.0.0",
            "b 2.0.0",
            "x 1.0.0: y ^2.0.0",
            "y 1.0.0",
            "y 2.0.0");

    assertThat(because(graph)).hasSize(8);
  }

  private static List<String> solved(Graph graph) {
    var resolution = Resolver.resolve(graph.asking("top 1.0.0"));
    assertThat(resolution).isInstanceOf(Solved.class);
    return ((Solved) resolution)
        .plan().steps().stream().map(it -> it.pluginId() + " " + it.to()).toList();
  }

  private static List<String> because(Graph graph) {
    var resolution = Resolver.resolve(graph.asking("top 1.0.0"));
    assertThat(resolution).isInstanceOf(Unsolvable.class);
    return ((Unsolvable) resolution).because();
  }
}
