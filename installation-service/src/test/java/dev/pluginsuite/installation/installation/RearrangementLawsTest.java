package dev.pluginsuite.installation.installation;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.DesiredState.PackageRef;
import dev.pluginsuite.installation.installation.Arrangement.Place;
import dev.pluginsuite.installation.secret.CheckedConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sites that are given exactly one thing after another, at random. */
class RearrangementLawsTest {
  private static final List<String> PLUGINS = List.of("a", "b", "c", "d", "e", "f");

  private final SimulatedSite site = new SimulatedSite();

  /** What a site is to have of a plugin: what a lock would hold. */
  private record Wanted(
      int version,
      boolean active,
      boolean requested,
      List<String> needs,
      Map<String, Object> configuration) {}

  static IntStream seeds() {
    return IntStream.range(0, 1_000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_site_has_exactly_what_it_was_given_and_giving_it_again_changes_nothing(int seed) {
    var random = new Random(seed);
    for (var i = 0; i < 6; i++) {
      var wanted = anything(random);

      arrange(wanted);

      assertThat(taken()).isEqualTo(wanted);
      assertThat(site.document())
          .extracting(DesiredState.Plugin::pluginId)
          .containsExactlyElementsOf(wanted.keySet());
      var generation = site.generation();
      var revisions = site.rows().stream().map(it -> it.intent.planId).toList();
      arrange(wanted);
      assertThat(site.generation()).isEqualTo(generation);
      assertThat(site.rows().stream().map(it -> it.intent.planId)).isEqualTo(revisions);
      site.reconcile(Set.of());
      assertThat(site.standing()).isEqualTo(site.document());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_plan_that_the_site_cannot_do_leaves_what_there_was(int seed) {
    var random = new Random(seed);
    var before = anything(random);
    arrange(before);
    site.reconcile(Set.of());
    var wanted = anything(random);
    arrange(wanted);

    site.reconcile(Set.copyOf(PLUGINS));

    var isSettled = site.document().equals(site.standing());
    assertThat(visible(taken())).isEqualTo(visible(isSettled ? taken() : before));
    for (var i = 0; i < 2; i++) {
      site.reconcile(Set.of());
    }
    assertThat(site.standing()).isEqualTo(site.document());
  }

  /** Whether somebody asked for it is no part of a plan. */
  private static Map<String, Wanted> visible(Map<String, Wanted> all) {
    var visible = new TreeMap<String, Wanted>();
    all.forEach(
        (id, it) ->
            visible.put(
                id, new Wanted(it.version(), it.active(), true, it.needs(), it.configuration())));
    return visible;
  }

  /** Whole: what is needed is there, and runs if who needs it runs. */
  private static Map<String, Wanted> anything(Random random) {
    var wanted = new TreeMap<String, Wanted>();
    var active = new TreeSet<String>();
    for (var id : PLUGINS) {
      var version = 1 + random.nextInt(3);
      var needs = needs(id, version);
      if (random.nextInt(4) > 0 && wanted.keySet().containsAll(needs)) {
        var isActive = random.nextBoolean() && active.containsAll(needs);
        var key = Map.<String, Object>of("key", random.nextInt(2));
        wanted.put(id, new Wanted(version, isActive, random.nextBoolean(), needs, key));
        if (isActive) {
          active.add(id);
        }
      }
    }
    return wanted;
  }

  /** The same version of a plugin always needs the same. */
  private static List<String> needs(String id, int version) {
    var its = new Random(id.charAt(0) * 31L + version);
    return PLUGINS.stream().filter(it -> it.compareTo(id) < 0 && its.nextInt(3) == 0).toList();
  }

  private void arrange(Map<String, Wanted> wanted) {
    site.change(plugins -> new Rearrangement(plugins).to(arrangement(plugins, wanted)));
  }

  private static Arrangement arrangement(SitePlugins plugins, Map<String, Wanted> wanted) {
    var places = new ArrayList<Place>();
    wanted.forEach((id, it) -> places.add(place(id, it, plugins.find(id))));
    return new Arrangement(places);
  }

  private static Place place(String id, Wanted it, @Nullable Installation found) {
    var there = found != null && found.isPresent() ? found : null;
    var configuration = CheckedConfiguration.of(it.configuration());
    if (there != null && there.version.equals(it.version() + ".0.0")) {
      return new Place(id, null, it.active(), it.requested(), configuration);
    }
    var ref =
        new PackageRef(
            SimulatedSite.packageId(id + it.version()), it.version() + ".0.0", "00", 1, "/c", "/a");
    var comes =
        new NewPlugin(
            id, ref, it.needs(), configuration, it.requested(), there == null ? null : there.id);
    return new Place(id, comes, it.active(), it.requested(), null);
  }

  /** As a lock is taken. */
  private Map<String, Wanted> taken() {
    return new TreeMap<>(
        site.rows().stream()
            .filter(it -> it.isPresent() && it.isOpen())
            .collect(
                toMap(
                    it -> it.pluginId,
                    it ->
                        new Wanted(
                            Integer.parseInt(it.version.substring(0, 1)),
                            it.is(Desired.ACTIVE),
                            it.requested,
                            it.requires.pluginIds(),
                            it.setup().values()))));
  }
}
