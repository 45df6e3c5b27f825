package dev.pluginsuite.installation.installation;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.common.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** People, revocations and an agent that fails, in random order. */
class SiteLawsTest {
  private static final Map<String, List<String>> NEEDS =
      Map.of(
          "a",
          List.of(),
          "b",
          List.of("a"),
          "c",
          List.of("a"),
          "d",
          List.of("b", "c"),
          "e",
          List.of());
  private static final List<String> PLUGINS = NEEDS.keySet().stream().sorted().toList();

  private final SimulatedSite site = new SimulatedSite();
  private final Set<String> revoked = new HashSet<>();
  private final Set<UUID> revokedPackages = new HashSet<>();

  static IntStream seeds() {
    return IntStream.concat(IntStream.range(0, 2_000), IntStream.of(7_672));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_document_is_always_whole_and_every_site_comes_to_rest(int seed) {
    var random = new Random(seed);

    for (var i = 0; i < 25; i++) {
      var generation = site.generation();
      step(random);
      assertThat(site.generation()).isGreaterThanOrEqualTo(generation);
      assertWhole();
    }

    for (var i = 0; i < 3; i++) {
      site.reconcile(Set.of());
    }
    assertThat(site.standing()).isEqualTo(site.document());
    assertThat(site.rows().stream().filter(it -> it.isOpen() && it.live))
        .allMatch(Installation::isSettled, "settled");
  }

  private void step(Random random) {
    var plugin = PLUGINS.get(random.nextInt(PLUGINS.size()));
    try {
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> installIfPossible(plugin);
        case 3 -> activateIfAllowed(plugin);
        case 4 -> site.deactivate(plugin, random.nextBoolean());
        case 5 -> site.remove(plugin, random.nextBoolean());
        case 6 -> site.reconcile(Set.of(plugin));
        case 7 -> other(random, plugin);
        case 8, 9 -> upgradeIfPossible(plugin);
        case 10 -> site.configure(plugin, Map.of("key", random.nextInt(3)));
        default -> site.reconcile(Set.of());
      }
    } catch (Problem | NullPointerException | NoSuchElementException refused) {
      // Refused, or not there at all.
    }
  }

  private void other(Random random, String plugin) {
    switch (random.nextInt(3)) {
      case 0 -> {
        var revokedPackage = site.get(plugin).packageId;
        revoked.add(plugin);
        revokedPackages.add(revokedPackage);
        site.revoke(revokedPackage);
      }
      case 1 -> site.lose();
      default -> {
        if (site.standing().stream().anyMatch(it -> it.pluginId().equals(plugin))) {
          site.failToStop(plugin, "deactivate");
        }
      }
    }
  }

  /** As the resolver does: all that is missing, in one plan. */
  private void installIfPossible(String plugin) {
    var missing = new java.util.LinkedHashSet<String>();
    collect(plugin, missing);
    if (missing.stream().anyMatch(it -> revoked.contains(it) || isOpenAndNotDead(it))) {
      return;
    }
    site.change(
        changes ->
            missing.forEach(
                it ->
                    changes.add(
                        SimulatedSite.plugin(
                            it,
                            it.equals(plugin),
                            NEEDS.getOrDefault(it, List.of()).toArray(String[]::new)))));
  }

  private void upgradeIfPossible(String plugin) {
    if (!revokedPackages.contains(site.nextPackageId(plugin))) {
      site.upgrade(plugin);
    }
  }

  private void collect(String plugin, Set<String> missing) {
    if (site.document().stream().noneMatch(it -> it.pluginId().equals(plugin))) {
      NEEDS.getOrDefault(plugin, List.of()).forEach(it -> collect(it, missing));
      missing.add(plugin);
    }
  }

  private boolean isOpenAndNotDead(String plugin) {
    return site.rows().stream().anyMatch(it -> it.pluginId.equals(plugin) && it.live);
  }

  private void activateIfAllowed(String plugin) {
    var needed = new HashSet<>(Set.of(plugin));
    needed.addAll(NEEDS.getOrDefault(plugin, List.of()));
    needed.addAll(Set.of("a"));
    if (needed.stream().noneMatch(revoked::contains)) {
      site.activate(plugin);
    }
  }

  private void assertWhole() {
    assertThat(site.rows().stream().filter(it -> it.live).map(it -> it.pluginId))
        .doesNotHaveDuplicates();
    var actions =
        site.document().stream()
            .collect(toMap(DesiredState.Plugin::pluginId, DesiredState.Plugin::action));
    for (var it : site.document()) {
      assertThat(actions.keySet()).as("%s in %s", it, actions).containsAll(it.requires());
      if (it.action() == DesiredState.Action.ACTIVE) {
        assertThat(it.requires())
            .as("%s in %s", it, actions)
            .allMatch(needed -> actions.get(needed) == DesiredState.Action.ACTIVE);
        assertThat(revokedPackages).doesNotContain(it.packageRef().packageId());
      }
    }
  }
}
