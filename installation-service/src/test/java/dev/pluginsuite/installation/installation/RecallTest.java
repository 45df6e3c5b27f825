package dev.pluginsuite.installation.installation;

import static dev.pluginsuite.installation.installation.SimulatedSite.plugin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pluginsuite.api.installation.DesiredState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was asked for comes back to what was there, unless somebody has gone on from it. */
class RecallTest {
  private final SimulatedSite site = new SimulatedSite();

  static Stream<Arguments> changes() {
    return Stream.of(
        arguments("an install", change(site -> site.install("new", true))),
        arguments(
            "an install with what it needs",
            change(
                site ->
                    site.installTogether(plugin("low", false), plugin("new", true, "low", "lib")))),
        arguments("a start", change(site -> site.activate("idle"))),
        arguments("a stop", change(site -> site.deactivate("app", false))),
        arguments("an upgrade", change(site -> site.upgrade("app"))),
        arguments("another configuration", change(site -> site.configure("app", Map.of("a", 1)))),
        arguments("a removal and of what came along", change(site -> site.remove("app", false))),
        arguments("a removal of all that needs it", change(site -> site.remove("lib", true))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void a_site_has_what_it_had_before(String what, Consumer<SimulatedSite> change) {
    running();
    var before = wanted();
    change.accept(site);
    var changed = ofNewestPlan();

    assertThat(recall(changed)).isTrue();

    assertThat(wanted()).isEqualTo(before);
    site.reconcile(Set.of());
    assertThat(wanted()).isEqualTo(before);
    assertThat(site.rows()).noneMatch(it -> it.failedOperation != null);
    assertThat(site.rows().stream().filter(it -> it.live).map(it -> it.pluginId))
        .doesNotHaveDuplicates();
  }

  static Stream<Arguments> later() {
    return Stream.of(
        arguments("reconfigured", change(site -> site.configure("app", Map.of("a", 1)))),
        arguments("stopped", change(site -> site.deactivate("app", false))),
        arguments("removed", change(site -> site.remove("app", false))),
        arguments("needed by a new one", change(site -> site.install("top", true, "app"))),
        arguments(
            "revoked in its new version", change(site -> site.revoke(site.get("app").packageId))),
        arguments("revoked in its old version", change(site -> site.revoke("app"))),
        arguments("failed", change(site -> site.reconcile(Set.of("app")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("later")
  void what_somebody_has_gone_on_from_stays(String what, Consumer<SimulatedSite> later) {
    running();
    site.upgrade("app");
    var changed = site.get("app");
    var generation = changed.intent.generation;
    later.accept(site);
    var before = wanted();

    site.change(it -> assertThat(Recall.of(it, changed.id, generation)).as("taken back").isFalse());

    assertThat(wanted()).isEqualTo(before);
  }

  @Test
  void what_has_nothing_to_do_with_it_is_left_alone() {
    running();
    site.upgrade("app");
    var changed = site.get("app");
    var generation = changed.intent.generation;
    site.install("other", true, "lib");

    site.change(it -> assertThat(Recall.of(it, changed.id, generation)).isTrue());

    assertThat(site.document())
        .extracting(DesiredState.Plugin::pluginId)
        .containsExactlyInAnyOrder("app", "idle", "lib", "other");
    assertThat(site.get("app").version).isEqualTo("1.0.0");
  }

  @Test
  void a_second_time_there_is_nothing_to_take_back() {
    running();
    site.upgrade("app");
    var changed = site.get("app");
    var generation = changed.intent.generation;
    site.change(it -> Recall.of(it, changed.id, generation));
    var before = site.generation();

    site.change(it -> assertThat(Recall.of(it, changed.id, generation)).isFalse());

    assertThat(site.generation()).isEqualTo(before);
  }

  /** app needs lib, which came along; idle waits to be started. */
  private void running() {
    site.installTogether(plugin("lib", false), plugin("app", true, "lib"));
    site.install("idle", true);
    site.activate("app");
    site.reconcile(Set.of());
  }

  private Installation ofNewestPlan() {
    return site.rows().stream()
        .filter(it -> it.intent.generation == site.generation())
        .filter(it -> !it.intent.isReplaced())
        .findFirst()
        .orElseThrow();
  }

  private boolean recall(Installation changed) {
    var done = new boolean[1];
    var generation = changed.intent.generation;
    site.change(it -> done[0] = Recall.of(it, changed.id, generation));
    return done[0];
  }

  private List<Wanted> wanted() {
    return site.document().stream()
        .map(
            it ->
                new Wanted(
                    it.installationId(),
                    it.packageRef().version(),
                    it.action(),
                    it.configuration()))
        .toList();
  }

  private static Consumer<SimulatedSite> change(Consumer<SimulatedSite> change) {
    return change;
  }

  private record Wanted(
      UUID installationId,
      String version,
      DesiredState.Action action,
      Map<String, Object> configuration) {}
}
