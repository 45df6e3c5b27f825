package dev.pluginsuite.installation.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.installation.resolution.Resolution.Abandoned;
import dev.pluginsuite.installation.resolution.Resolution.Solved;
import dev.pluginsuite.installation.resolution.Resolution.Unsolvable;
import dev.pluginsuite.installation.resolution.Suggestion.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ResolverTest {
  @Test
  void what_is_needed_comes_first_in_its_highest_fitting_version() {
    var graph =
        Graph.of(
            "top 1.0.0: mid ^1.0.0",
            "mid 1.0.0: low *",
            "mid 1.1.0: low ^1.0.0",
            "mid 2.0.0",
            "low 1.0.0",
            "low 1.4.0",
            "low 2.0.0");

    var steps = solved(graph, "top 1.0.0");

    assertThat(steps)
        .containsExactly("INSTALL low 1.4.0", "INSTALL mid 1.1.0", "INSTALL top 1.0.0");
  }

  @Test
  @Tag("SEED-33")
  void what_is_installed_is_kept() {
    var graph = Graph.of("top 1.0.0: low *", "low 1.0.0", "low 2.0.0").installed("low 1.0.0");

    var steps = solved(graph, "top 1.0.0");

    assertThat(steps).containsExactly("KEEP low 1.0.0", "INSTALL top 1.0.0");
  }

  @Test
  void what_is_installed_is_raised_where_it_has_to_be_with_those_who_need_it() {
    var graph =
        Graph.of(
                "top 1.0.0: low ^2.0.0",
                "low 1.0.0",
                "low 2.0.0",
                "user 1.0.0: low ^1.0.0",
                "user 1.1.0: low *",
                "user 1.2.0: low *")
            .installed("low 1.0.0", "user 1.0.0");

    var plan = plan(graph, "top 1.0.0");

    assertThat(plan.steps())
        .extracting(it -> it.action() + " " + it.pluginId() + " " + it.to() + ": " + it.why())
        .containsExactly(
            "UPGRADE low 2.0.0: needed by top 1.0.0 (^2.0.0)",
            "INSTALL top 1.0.0: asked for",
            "UPGRADE user 1.2.0: user 1.0.0 needs low ^1.0.0, and that becomes 2.0.0");
  }

  @Test
  void an_upgrade_is_asked_for_like_anything_else() {
    var graph =
        Graph.of("top 1.0.0: low ^1.0.0", "top 2.0.0: low ^2.0.0", "low 1.0.0", "low 2.0.0")
            .installed("top 1.0.0", "low 1.0.0");

    var steps = solved(graph, "top 2.0.0");

    assertThat(steps).containsExactly("UPGRADE low 2.0.0", "UPGRADE top 2.0.0");
  }

  @Test
  void a_registry_of_the_site_goes_before_others() {
    var graph = Graph.of("top 1.0.0: low *", "low 1.0.0").with("low 2.0.0", 1);

    var steps = solved(graph, "top 1.0.0");

    assertThat(steps).contains("INSTALL low 1.0.0");
  }

  @Test
  void why_each_is_in_the_plan() {
    var graph = Graph.of("top 1.0.0: a ^1.0.0; b *", "a 1.0.0: b ^1.0.0", "b 1.0.0");

    var plan = plan(graph, "top 1.0.0");

    assertThat(plan.steps())
        .extracting(Plan.Step::why)
        .containsExactly(
            "needed by a 1.0.0 (^1.0.0) and top 1.0.0 (*)",
            "needed by top 1.0.0 (^1.0.0)",
            "asked for");
    assertThat(plan.hash()).matches("[0-9a-f]{64}").isEqualTo(plan(graph, "top 1.0.0").hash());
  }

  @Test
  void a_missing_plugin_is_named_with_those_who_need_it() {
    var graph = Graph.of("top 1.0.0: mid *", "mid 1.0.0: low ^1.0.0");

    var answer = unsolvable(graph, "top 1.0.0");

    assertThat(answer.because())
        .containsExactlyInAnyOrder(
            "top 1.0.0 is asked for.",
            "top 1.0.0 needs mid *.",
            "mid 1.0.0 needs low ^1.0.0, but no registry of site-1 has an approved package of it.");
    assertThat(answer.suggestions())
        .extracting(Suggestion::says)
        .contains("Approve a version of low in ^1.0.0, such as 1.0.0.");
  }

  @Test
  void versions_that_do_not_fit_are_named() {
    var graph = Graph.of("top 1.0.0: low ^2.0.0", "top 0.9.0", "low 1.0.0", "low 1.5.0");

    var answer = unsolvable(graph, "top 1.0.0");

    assertThat(answer.because())
        .contains("top 1.0.0 needs low ^2.0.0, but approved for site-1 are only 1.0.0, 1.5.0.");
    assertThat(answer.suggestions())
        .extracting(Suggestion::says)
        .containsExactly(
            "Use version 0.9.0 of top, which can be had.",
            "Approve a version of low in ^2.0.0, such as 2.0.0.");
  }

  @Test
  void an_installed_version_that_is_in_the_way_is_named() {
    var graph = Graph.of("top 1.0.0: low ^1.0.0", "low 1.0.0", "low 2.0.0").installed("low 2.0.0");

    var answer = unsolvable(graph, "top 1.0.0");

    assertThat(answer.because())
        .contains(
            "low 2.0.0 is installed at site-1 and may be raised, but neither lowered nor removed.");
    assertThat(answer.suggestions())
        .extracting(Suggestion::kind, Suggestion::says)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Kind.UNINSTALL, "Uninstall low 2.0.0 first."));
  }

  @Test
  @Tag("SEED-15")
  void what_the_site_cannot_run_is_named() {
    var graph =
        Graph.of("top 1.0.0: low *")
            .blocked("low 1.0.0", "needs MES >=3.0.0, and site-1 runs 2.4.0");

    var answer = unsolvable(graph, "top 1.0.0");

    assertThat(answer.because()).contains("low 1.0.0 needs MES >=3.0.0, and site-1 runs 2.4.0.");
    assertThat(answer.suggestions()).extracting(Suggestion::kind).contains(Kind.CLEAR);
  }

  @Test
  void nothing_new_is_built_on_what_is_closed_but_on_what_replaces_it() {
    var graph =
        Graph.of("top 1.0.0: mid *", "mid 1.0.0: low *", "low 1.0.0")
            .installed("mid 1.0.0", "low 1.0.0")
            .closed("low", "was revoked");

    assertThat(unsolvable(graph, "top 1.0.0").because())
        .contains("top 1.0.0 would be built on mid 1.0.0 on low 1.0.0, which was revoked.");

    assertThat(solved(graph.with("low 1.1.0", 0), "top 1.0.0"))
        .containsExactly("UPGRADE low 1.1.0", "KEEP mid 1.0.0", "INSTALL top 1.0.0");
  }

  @Test
  void a_circle_is_named_in_full_and_avoided_where_possible() {
    var graph = Graph.of("a 1.0.0: b *", "b 1.0.0: c *", "c 2.0.0: a *");

    assertThat(unsolvable(graph, "a 1.0.0").because())
        .contains(
            "Plugins would need each other in a circle: a 1.0.0 → b 1.0.0 → c 2.0.0 → a 1.0.0.");

    assertThat(
            solved(Graph.of("a 1.0.0: b *", "b 1.0.0: c *", "c 2.0.0: a *", "c 1.0.0"), "a 1.0.0"))
        .contains("INSTALL c 1.0.0");
  }

  @Test
  void too_much_work_is_refused() {
    var graph = Graph.of("top 1.0.0: mid *", "mid 1.0.0: low ^1.0.0");

    var answer = limited(graph, 3, 0);

    assertThat(answer).isInstanceOf(Abandoned.class);
  }

  @Test
  void an_explanation_that_could_not_be_shortened_says_so() {
    var graph = Graph.of("top 1.0.0: mid *", "mid 1.0.0: low ^1.0.0");

    var answer = limited(graph, 1_000, 1);

    assertThat(answer)
        .isInstanceOfSatisfying(Unsolvable.class, it -> assertThat(it.minimal()).isFalse());
  }

  @Test
  void a_derivation_leads_from_facts_to_the_refusal() {
    var graph = Graph.of("top 1.0.0: mid *", "mid 1.0.0: low ^1.0.0");

    var steps = unsolvable(graph, "top 1.0.0").derivation().steps();

    assertThat(steps).allSatisfy(it -> assertThat(it.from()).allMatch(from -> from < it.number()));
    assertThat(steps.get(steps.size() - 1).says())
        .isEqualTo("So top 1.0.0 cannot be had at site-1.");
  }

  private static Resolution limited(Graph graph, long toSolve, long toExplain) {
    var solving = new Effort(toSolve, Duration.ofDays(1));
    var explaining = new Effort(toExplain, Duration.ofDays(1));
    return Resolver.resolve(
        graph.asking("top 1.0.0"), new Limits(solving, explaining, Effort.NONE), () -> 0);
  }

  private static Plan plan(Graph graph, String wanted) {
    var resolution = Resolver.resolve(graph.asking(wanted));
    assertThat(resolution).isInstanceOf(Solved.class);
    return ((Solved) resolution).plan();
  }

  private static List<String> solved(Graph graph, String wanted) {
    return plan(graph, wanted).steps().stream()
        .map(it -> it.action() + " " + it.pluginId() + " " + it.to())
        .toList();
  }

  private static Unsolvable unsolvable(Graph graph, String wanted) {
    var resolution = Resolver.resolve(graph.asking(wanted));
    assertThat(resolution).isInstanceOf(Unsolvable.class);
    return (Unsolvable) resolution;
  }
}
