package dev.pluginsuite.installation.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.installation.resolution.Resolution.Solved;
import dev.pluginsuite.installation.resolution.Resolution.Unsolvable;
import java.util.List;
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
  void what_is_installed_is_kept() {
    var graph = Graph.of("top 1.0.0: low *", "low 1.0.0", "low 2.0.0").installed("low 1.0.0");

    var steps = solved(graph, "top 1.0.0");

    assertThat(steps).containsExactly("KEEP low 1.0.0", "INSTALL top 1.0.0");
  }

  @Test
  void a_choice_that_leads_nowhere_is_taken_back() {
    var graph =
        Graph.of("top 1.0.0: a *; b *", "a 1.0.0", "a 2.0.0: b ^2.0.0", "b 1.0.0", "b 2.0.0: c *");

    var steps = solved(graph, "top 1.0.0");

    assertThat(steps).containsExactly("INSTALL a 1.0.0", "INSTALL b 1.0.0", "INSTALL top 1.0.0");
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

    var plan = ((Solved) Resolver.resolve(graph.asking("top 1.0.0"))).plan();

    assertThat(plan.steps())
        .extracting(Plan.Step::why)
        .containsExactly(
            "needed by top 1.0.0 (*) and a 1.0.0 (^1.0.0)",
            "needed by top 1.0.0 (^1.0.0)",
            "asked for");
    assertThat(plan.hash())
        .matches("[0-9a-f]{64}")
        .isEqualTo(((Solved) Resolver.resolve(graph.asking("top 1.0.0"))).plan().hash());
  }

  @Test
  void a_missing_plugin_is_named_with_those_who_need_it() {
    var graph = Graph.of("top 1.0.0: mid *", "mid 1.0.0: low ^1.0.0");

    var because = unsolvable(graph, "top 1.0.0");

    assertThat(because)
        .containsExactly(
            "mid 1.0.0 needs low ^1.0.0, but no registry of site-1 has an approved package of it.");
  }

  @Test
  void versions_that_do_not_fit_are_named() {
    var graph = Graph.of("top 1.0.0: low ^2.0.0", "low 1.0.0", "low 1.5.0");

    var because = unsolvable(graph, "top 1.0.0");

    assertThat(because)
        .containsExactly(
            "top 1.0.0 needs low ^2.0.0, but approved for site-1 are only 1.5.0, 1.0.0.");
  }

  @Test
  void an_installed_version_that_is_in_the_way_is_named() {
    var graph = Graph.of("top 1.0.0: low ^2.0.0", "low 1.0.0", "low 2.0.0").installed("low 1.0.0");

    var because = unsolvable(graph, "top 1.0.0");

    assertThat(because)
        .containsExactly("top 1.0.0 needs low ^2.0.0, but 1.0.0 is installed at site-1.");
  }

  @Test
  void what_the_site_cannot_run_is_named() {
    var graph =
        Graph.of("top 1.0.0: low *")
            .blocked("low 1.0.0", "needs MES >=3.0.0, and site-1 runs 2.4.0");

    var because = unsolvable(graph, "top 1.0.0");

    assertThat(because).containsExactly("low 1.0.0 needs MES >=3.0.0, and site-1 runs 2.4.0.");
  }

  @Test
  void a_circle_is_named_in_full_and_avoided_where_possible() {
    var graph = Graph.of("a 1.0.0: b *", "b 1.0.0: c *", "c 2.0.0: a *");

    assertThat(unsolvable(graph, "a 1.0.0"))
        .contains(
            "Plugins would need each other in a circle: c 2.0.0 → a 1.0.0 → b 1.0.0 → c 2.0.0.");

    assertThat(
            solved(Graph.of("a 1.0.0: b *", "b 1.0.0: c *", "c 2.0.0: a *", "c 1.0.0"), "a 1.0.0"))
        .contains("INSTALL c 1.0.0");
  }

  private static List<String> solved(Graph graph, String wanted) {
    var resolution = Resolver.resolve(graph.asking(wanted));
    assertThat(resolution).isInstanceOf(Solved.class);
    return ((Solved) resolution)
        .plan().steps().stream()
            .map(it -> it.action() + " " + it.pluginId() + " " + it.to())
            .toList();
  }

  private static List<String> unsolvable(Graph graph, String wanted) {
    var resolution = Resolver.resolve(graph.asking(wanted));
    assertThat(resolution).isInstanceOf(Unsolvable.class);
    return ((Unsolvable) resolution).because();
  }
}
