package dev.pluginsuite.installation.installation;

import static dev.pluginsuite.installation.installation.SimulatedSite.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.installation.licence.Choice;
import dev.pluginsuite.installation.licence.Choice.Offer;
import dev.pluginsuite.installation.licence.Terms;
import dev.pluginsuite.installation.licence.Use;
import dev.pluginsuite.installation.licence.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Sites take and free the seats of two licences that pass, in any order and whatever fails. */
class SeatLawsTest {
  private static final String PLUGIN = "paid";
  private static final int SITES = 4;
  private static final int VERBS = 12;

  @Property(seed = "20261128", tries = 1_500)
  @Tag("SEED-42")
  void never_more_than_the_limit_never_without_and_none_is_left_over(
      @ForAll @Size(max = 60) List<@IntRange(max = SITES * VERBS - 1) Integer> steps) {
    var world = new World();

    for (var step : steps) {
      world.step(step % SITES, step / SITES);
      world.assertLaws();
    }

    world.endEverything();
    assertThat(world.seats).isEmpty();
  }

  /** What the services keep, in memory; the rules are those of the services. */
  private static final class World {
    private final List<SimulatedSite> sites =
        IntStream.range(0, SITES).mapToObj(it -> new SimulatedSite()).toList();
    private final List<Terms> licences = new ArrayList<>();
    private final Map<Integer, UUID> seats = new HashMap<>();
    private Instant now = NOON;

    World() {
      licences.add(licence(1, Duration.ofDays(20)));
      licences.add(licence(2, Duration.ofDays(45)));
    }

    private static Terms licence(int seats, Duration lasts) {
      return new Terms(
          UUID.randomUUID(),
          "***",
          "enterprise",
          PLUGIN,
          null,
          LicenseType.ENTERPRISE,
          Set.of(),
          null,
          seats,
          NOON.plus(lasts),
          false);
    }

    void step(int at, int verb) {
      var site = sites.get(at);
      try {
        switch (verb) {
          case 0, 1 -> install(at, site);
          case 2 -> site.remove(PLUGIN, true);
          case 3, 4 -> site.reconcile(Set.of());
          case 5 -> site.reconcile(Set.of(PLUGIN));
          case 6 -> upgrade(at, site);
          case 7 -> activate(at, site);
          case 8 -> site.lose();
          case 9 -> now = now.plus(Duration.ofDays(5));
          case 10 -> extend(at % licences.size());
          default -> stopEnded();
        }
      } catch (Problem | NullPointerException | NoSuchElementException refused) {
        // Refused, or not there at all.
      }
      sites.forEach(this::free);
    }

    private void install(int at, SimulatedSite site) {
      if (isLive(site) || !take(at)) {
        return;
      }
      site.install(PLUGIN, true);
    }

    private static boolean isLive(SimulatedSite site) {
      return site.rows().stream().anyMatch(it -> it.live);
    }

    private void upgrade(int at, SimulatedSite site) {
      if (site.get(PLUGIN).isPresent() && take(at)) {
        site.upgrade(PLUGIN);
      }
    }

    private void activate(int at, SimulatedSite site) {
      if (site.get(PLUGIN).isPresent() && take(at)) {
        site.activate(PLUGIN);
      }
    }

    /** As the service: the licence that the site has, or another that does. */
    private boolean take(int at) {
      var granted = choice(at).granted();
      if (granted != null) {
        seats.put(at, granted.id());
      }
      return granted != null;
    }

    private Choice choice(int at) {
      var wanted =
          new Wanted(
              "enterprise",
              PLUGIN,
              SemVer.of("1.0.0"),
              LicenseType.SITE,
              "site-" + at,
              null,
              false);
      var offers =
          licences.stream()
              .map(it -> new Offer(it, new Use(taken(it), it.id().equals(seats.get(at)), false)))
              .toList();
      return Choice.of(wanted, offers, now);
    }

    private long taken(Terms licence) {
      return seats.values().stream().filter(licence.id()::equals).count();
    }

    private void free(SimulatedSite site) {
      site.change(
          plugins -> {
            if (plugins.seated().isEmpty()) {
              seats.remove(sites.indexOf(site));
            }
          });
    }

    private void extend(int which) {
      var it = licences.get(which);
      licences.set(
          which,
          new Terms(
              it.id(),
              it.maskedKey(),
              it.registryId(),
              it.pluginId(),
              null,
              it.type(),
              it.siteIds(),
              null,
              it.maxInstallations(),
              now.plus(Duration.ofDays(20)),
              false));
    }

    /** As the tasks do, at each site whose licence has ended. */
    private void stopEnded() {
      for (var at = 0; at < SITES; at++) {
        if (seats.containsKey(at) && !take(at)) {
          sites.get(at).change(it -> new Withdrawal(it, "It has ended").ofPlugin(PLUGIN));
        }
      }
    }

    void assertLaws() {
      for (var licence : licences) {
        assertThat(taken(licence))
            .isLessThanOrEqualTo(Objects.requireNonNull(licence.maxInstallations()));
      }
      for (var at = 0; at < SITES; at++) {
        if (has(sites.get(at).document()) || has(sites.get(at).standing())) {
          assertThat(seats).containsKey(at);
        }
      }
    }

    private static boolean has(List<DesiredState.Plugin> plugins) {
      return plugins.stream().anyMatch(it -> it.pluginId().equals(PLUGIN));
    }

    /** Long after: nothing runs any more, and once all is removed no seat is taken. */
    void endEverything() {
      now = now.plus(Duration.ofDays(999));
      settle();
      assertThat(sites)
          .allSatisfy(it -> assertThat(it.standing()).noneMatch(SeatLawsTest::isActive));
      for (var site : sites) {
        site.change(plugins -> plugins.open().forEach(it -> removeIfPossible(plugins, it)));
      }
      settle();
    }

    private void settle() {
      for (var i = 0; i < 3; i++) {
        stopEnded();
        sites.forEach(it -> it.reconcile(Set.of()));
        sites.forEach(this::free);
      }
    }

    private static void removeIfPossible(SitePlugins plugins, @Nullable Installation it) {
      if (it != null && it.supersededBy == null) {
        plugins.remove(it, true);
      }
    }
  }

  private static boolean isActive(DesiredState.Plugin it) {
    return it.action() == DesiredState.Action.ACTIVE;
  }
}
