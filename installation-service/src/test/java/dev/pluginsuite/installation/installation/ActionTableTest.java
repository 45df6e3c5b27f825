package dev.pluginsuite.installation.installation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.common.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What becomes of one plugin in every state that it can be in, whatever is asked for or happens:
 * status and, where that is to change, what it is to be. {@code =} is for nothing, a word in lower
 * case for a refusal, {@code +} for the row of a new version or installation.
 */
class ActionTableTest {
  private static final String PLUGIN = "p";
  private static final Set<String> IMPOSSIBLE = Set.of(PLUGIN);

  private static final Map<String, Consumer<SimulatedSite>> STATES = new LinkedHashMap<>();
  private static final Map<String, Consumer<SimulatedSite>> ACTIONS = new LinkedHashMap<>();

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

    ACTIONS.put("install", ActionTableTest::install);
    ACTIONS.put("activate", ActionTableTest::start);
    ACTIONS.put("deactivate", it -> it.deactivate(PLUGIN, false));
    ACTIONS.put("configure", it -> it.configure(PLUGIN, Map.of("limit", 7)));
    ACTIONS.put("upgrade", it -> it.upgrade(PLUGIN));
    ACTIONS.put("remove", ActionTableTest::remove);
    ACTIONS.put("revoke", it -> it.revoke(PLUGIN));
    ACTIONS.put("end of licence", ActionTableTest::end);
    ACTIONS.put("report: done", ActionTableTest::arrive);
    ACTIONS.put("report: failed", ActionTableTest::fail);
    ACTIONS.put("report: lost", ActionTableTest::lose);
  }

  private static final String TABLE =
      """
      """;

  private static Consumer<SimulatedSite> state(String name) {
    return java.util.Objects.requireNonNull(STATES.get(name));
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

  private static void lose(SimulatedSite site) {
    site.lose();
    site.report(null);
  }

  @Test
  void every_action_in_every_state_has_its_outcome() {
    var table =
        STATES.entrySet().stream()
            .map(state -> row(state.getKey(), state.getValue()))
            .collect(joining("\n", header() + "\n", "\n"));

    assertThat(table).isEqualTo(TABLE);
  }

  private static String header() {
    return cells("", ACTIONS.keySet().stream());
  }

  private static String row(String name, Consumer<SimulatedSite> state) {
    return cells(name, ACTIONS.values().stream().map(it -> outcome(state, it)));
  }

  private static String cells(String first, Stream<String> others) {
    return Stream.concat(
            Stream.of("%-24s".formatted(first)), others.map(it -> "%-24s".formatted(it)))
        .collect(joining(" | "))
        .stripTrailing();
  }

  private static String outcome(Consumer<SimulatedSite> state, Consumer<SimulatedSite> action) {
    var site = new SimulatedSite();
    state.accept(site);
    var row = site.rows().isEmpty() ? null : site.get(PLUGIN);
    var before = all(site);
    try {
      action.accept(site);
    } catch (Problem refused) {
      assertThat(all(site)).isEqualTo(before);
      return refused.type().toString().toLowerCase(Locale.ROOT).replace('_', '-');
    } catch (NullPointerException nothingThere) {
      return "not-found";
    }
    return after(site, before, row == null ? null : row.id);
  }

  private static String after(
      SimulatedSite site, Map<UUID, String> before, @org.jspecify.annotations.Nullable UUID id) {
    var after = all(site);
    return after.equals(before)
        ? "="
        : Stream.concat(
                Stream.ofNullable(id == null ? null : after.get(id)),
                after.keySet().stream().filter(it -> !before.containsKey(it)).map(after::get).map(it -> "+" + it))
            .collect(joining(" "));
  }

  private static Map<UUID, String> all(SimulatedSite site) {
    var all = new LinkedHashMap<UUID, String>();
    site.rows().forEach(it -> all.put(it.id, text(it)));
    return all;
  }

  private static String text(Installation it) {
    var wanted = it.intent.desired.asStatus();
    return it.status == wanted ? it.status.name() : it.status + ">" + it.intent.desired;
  }
}
