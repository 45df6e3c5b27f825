package dev.pluginsuite.installation.installation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.installation.secret.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of one plugin in every state that it can be in, whatever is asked or happens. */
class ActionTableTest {
  private static final String PLUGIN = "p";
  private static final Path DOCS = Path.of("..", "docs", "installation-states.md");
  private static final Set<String> IMPOSSIBLE = Set.of(PLUGIN);

  private static final Map<String, Consumer<SimulatedSite>> STATES = new LinkedHashMap<>();
  private static final Map<String, BiConsumer<SimulatedSite, UUID>> ACTIONS = new LinkedHashMap<>();

  static {
    STATES.put("installing", ActionTableTest::install);
    STATES.put("installing, to be active", after(ActionTableTest::install, ActionTableTest::start));
    STATES.put("installed", after(ActionTableTest::install, ActionTableTest::arrive));
    STATES.put("activating", after(state("installed"), ActionTableTest::start));
    STATES.put("active", after(state("activating"), ActionTableTest::arrive));
    STATES.put("deactivating", after(state("active"), it -> it.deactivate(PLUGIN, false)));
    STATES.put("inactive", after(state("deactivating"), ActionTableTest::arrive));
    STATES.put("uninstalling", after(state("active"), ActionTableTest::remove));
    STATES.put("upgrading", after(state("active"), it -> it.upgrade(PLUGIN)));
    STATES.put("upgraded", after(state("upgrading"), ActionTableTest::arrive));
    STATES.put("never came", after(ActionTableTest::install, ActionTableTest::fail));
    STATES.put("cannot start", after(state("activating"), ActionTableTest::fail));
    STATES.put(
        "cannot be removed",
        after(state("uninstalling"), it -> it.failToStop(PLUGIN, "uninstall")));
    STATES.put("cannot be upgraded", after(state("upgrading"), ActionTableTest::fail));
    STATES.put("being stopped", after(state("active"), it -> it.revoke(PLUGIN)));
    STATES.put("stopped", after(state("being stopped"), ActionTableTest::arrive));
    STATES.put(
        "cannot be stopped",
        after(state("being stopped"), it -> it.failToStop(PLUGIN, "deactivate")));
    STATES.put("called off", after(ActionTableTest::install, it -> it.revoke(PLUGIN)));
    STATES.put("lost", after(state("active"), ActionTableTest::lose));
    STATES.put("gone", after(state("uninstalling"), ActionTableTest::arrive));

    ACTIONS.put("install", (site, id) -> install(site));
    ACTIONS.put("activate", on(SitePlugins::activate));
    ACTIONS.put("deactivate", on((site, it) -> site.deactivate(it, false)));
    ACTIONS.put("configure", on((site, it) -> site.configure(it, Setup.of(Map.of("limit", 7)))));
    ACTIONS.put("upgrade", (site, id) -> site.upgrade(PLUGIN));
    ACTIONS.put("remove", on((site, it) -> site.remove(it, false)));
    ACTIONS.put("revocation", (site, id) -> site.revoke(site.byId(id).packageId));
    ACTIONS.put("end of licence", (site, id) -> end(site));
    ACTIONS.put("site: done", (site, id) -> arrive(site));
    ACTIONS.put("site: failed", (site, id) -> cannot(site));
    ACTIONS.put("site: lost all", (site, id) -> lose(site));
  }

  private static BiConsumer<SimulatedSite, UUID> on(BiConsumer<SitePlugins, Installation> verb) {
    return (site, id) -> site.change(plugins -> verb.accept(plugins, plugins.get(id)));
  }

  private static Consumer<SimulatedSite> state(String name) {
    return Objects.requireNonNull(STATES.get(name));
  }

  private static Consumer<SimulatedSite> after(
      Consumer<SimulatedSite> first, Consumer<SimulatedSite> then) {
    return first.andThen(then);
  }

  private static void install(SimulatedSite site) {
    site.install(PLUGIN, true);
  }

  private static void start(SimulatedSite site) {
    site.activate(PLUGIN);
  }

  private static void remove(SimulatedSite site) {
    site.remove(PLUGIN, false);
  }

  private static void end(SimulatedSite site) {
    site.change(it -> new Withdrawal(it, "Its licence ended").ofPlugin(PLUGIN));
  }

  private static void arrive(SimulatedSite site) {
    site.reconcile(Set.of());
  }

  private static void fail(SimulatedSite site) {
    site.reconcile(IMPOSSIBLE);
  }

  /** Whatever it is that the site is to do. */
  private static void cannot(SimulatedSite site) {
    var isStanding = site.standing().stream().anyMatch(it -> it.pluginId().equals(PLUGIN));
    var it = site.get(PLUGIN);
    if (isStanding && it.is(Desired.UNINSTALLED)) {
      site.failToStop(PLUGIN, "uninstall");
    } else if (isStanding && it.is(Desired.INACTIVE) && it.sighting.observed == Observed.ACTIVE) {
      site.failToStop(PLUGIN, "deactivate");
    } else {
      fail(site);
    }
  }

  private static void lose(SimulatedSite site) {
    site.lose();
    site.report(null);
  }

  @Test
  @Tag("SEED-35")
  void every_action_in_every_state_has_the_outcome_that_the_docs_name() throws IOException {
    var table =
        STATES.entrySet().stream()
            .map(state -> row(state.getKey(), state.getValue()))
            .collect(joining("\n", header(), "\n"));

    assertThat(Files.readString(DOCS)).contains(table);
  }

  private static String header() {
    return cells("", ACTIONS.keySet().stream()) + "\n|" + "---|".repeat(ACTIONS.size() + 1) + "\n";
  }

  private static String row(String name, Consumer<SimulatedSite> state) {
    var site = new SimulatedSite();
    state.accept(site);
    return cells(
        "%s (%s)".formatted(name, text(site.get(PLUGIN))),
        ACTIONS.values().stream().map(it -> outcome(state, it)));
  }

  private static String cells(String first, Stream<String> others) {
    return Stream.concat(Stream.of(first), others).collect(joining(" | ", "| ", " |"));
  }

  private static String outcome(
      Consumer<SimulatedSite> state, BiConsumer<SimulatedSite, UUID> action) {
    var site = new SimulatedSite();
    state.accept(site);
    var id = site.get(PLUGIN).id;
    var before = all(site);
    try {
      action.accept(site, id);
    } catch (Problem refused) {
      assertThat(all(site)).isEqualTo(before);
      return refused.type().toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    var after = all(site);
    return after.equals(before) ? "–" : news(before, after, id);
  }

  private static String news(Map<UUID, String> before, Map<UUID, String> after, UUID id) {
    var fresh =
        after.entrySet().stream()
            .filter(it -> !before.containsKey(it.getKey()))
            .map(it -> "+ " + it.getValue());
    return Stream.concat(Stream.ofNullable(after.get(id)), fresh).collect(joining(" "));
  }

  private static Map<UUID, String> all(SimulatedSite site) {
    var all = new LinkedHashMap<UUID, String>();
    site.rows().forEach(it -> all.put(it.id, text(it)));
    return all;
  }

  private static String text(Installation it) {
    return it.status == it.intent.desired.asStatus()
        ? it.status.name()
        : "%s → %s".formatted(it.status, it.intent.desired);
  }
}
