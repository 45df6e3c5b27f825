package dev.pluginsuite.registry.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.Catalogued;
import dev.pluginsuite.registry.RegistryTestResource;
import dev.pluginsuite.registry.catalog.CatalogView.FacetCount;
import dev.pluginsuite.registry.versions.CatalogVersionView;
import dev.pluginsuite.registry.versions.CatalogVisibility;
import dev.pluginsuite.registry.versions.VersionsQuery;
import dev.pluginsuite.registry.versions.VersionsService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laws of the catalogue's tables, tried on what nobody thought of. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class CatalogLawsTest {
  private static final String CATALOG = "/api/v1/admin/plugin-registry/catalog";
  private static final List<String> NUMBERS =
      List.of("0", "1", "2", "9", "10", "100", "99999999999999999999");
  private static final List<String> PARTS =
      List.of(
          "0", "1", "9", "10", "a", "A", "-", "a-", "aa", "rc", "rc1", "0a", "alpha", "beta", "z");

  private static final String WAITING =
      "select pid from pg_stat_activity where usename = current_user and wait_event_type = 'Lock'";
  private static final String NEWEST =
      "select plugin_version from catalog_places join catalog_entries using (package_id) where newest_released and newest_in_status and catalog_entries.plugin_id = 'law-at-once'";
  private static final Set<PackageStatus> RELEASED =
      EnumSet.of(PackageStatus.APPROVED, PackageStatus.DEPRECATED);
  private static final List<Set<PackageStatus>> AUDIENCES =
      List.of(EnumSet.of(PackageStatus.APPROVED), RELEASED, EnumSet.allOf(PackageStatus.class));

  /** Whatever is asked to be mirrored, approved or not. */
  private static final String MIRROR =
      "insert into mirrored_packages (registry_id, package_id, mirrored_at) values ('law-mirror', ?, now()) on conflict do nothing";

  private static final String HIDE = "delete from mirrored_packages where package_id = ?";

  @Inject CatalogService catalog;
  @Inject VersionsService versions;

  private final Random random = new Random(20_261_123);

  @Test
  void sql_orders_versions_as_semver_does() {
    var versions = Stream.generate(this::version).limit(3_000).toArray(String[]::new);

    var sorted =
        Catalogued.rows(
            "select written from unnest(?::varchar[]) as it (written) order by semver_key(written) collate \"C\"",
            array(versions));
    var neighbours =
        Catalogued.rows(
            """
            select semver_key(written) = lag(semver_key(written)) over (order by semver_key(written) collate "C")
            from unnest(?::varchar[]) as it (written) order by semver_key(written) collate "C\"""",
            array(versions));

    assertThat(sorted).hasSize(versions.length);
    for (var i = 1; i < sorted.size(); i++) {
      var order = SemVer.of(sorted.get(i - 1)).compareTo(SemVer.of(sorted.get(i)));
      assertThat(order).as("%s before %s", sorted.get(i - 1), sorted.get(i)).isNotPositive();
      assertThat(neighbours.get(i)).isEqualTo(order == 0 ? "t" : "f");
    }
  }

  /** Of strings that need no quotes. */
  private static String array(String... values) {
    return "{" + String.join(",", values) + "}";
  }

  private String version() {
    var text = pick(NUMBERS) + "." + pick(NUMBERS) + "." + pick(NUMBERS);
    if (random.nextInt(3) > 0) {
      text +=
          "-"
              + String.join(
                  ".", Stream.generate(() -> pick(PARTS)).limit(1 + random.nextInt(3)).toList());
    }
    return random.nextInt(5) == 0 ? text + "+build." + random.nextInt(3) : text;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @Test
  void what_no_version_is_comes_before_all() {
    assertThat(
            Catalogued.rows(
                "select semver_key(it) from unnest(array['', 'v1.2.3', '1.2', '01.2.3', '1.2.3-', E'1.2.3\\n']) as it"))
        .containsOnly("");
  }

  @Test
  @Tag("SEED-22")
  void no_sequence_of_actions_shows_anybody_what_they_may_not_see() {
    Catalogued.registry("law");
    Catalogued.registry("law-mirror");
    Catalogued.change(
        "insert into registry_mirrors (registry_id, source_id, rules, revision, version) values ('law-mirror', 'law', '{}', 1, 0)");
    var world = new ArrayList<Known>();
    var seen = EnumSet.noneOf(PackageStatus.class);

    for (var step = 0; step < 150; step++) {
      if (!acted(world)) {
        continue; // All is as it was when it was last looked at.
      }
      world.forEach(it -> seen.add(it.status));

      var status = pick(List.of(PackageStatus.values()));
      for (var visible : AUDIENCES) {
        assertShown(world, null, visible);
        assertShown(world, status, visible);
        assertVersions(world, "law", "law-" + random.nextInt(3), visible);
        assertVersions(world, "law-mirror", "law-" + random.nextInt(3), visible);
      }
    }
    assertThat(seen).isEqualTo(EnumSet.complementOf(EnumSet.of(PackageStatus.UNKNOWN)));
    assertAnswered(world);
  }

  /** Something is submitted, decided or withdrawn, if chance would have what is possible. */
  private boolean acted(List<Known> world) {
    var choice = random.nextInt(10);
    if (choice < 3 || world.isEmpty()) {
      var plugin = "law-" + random.nextInt(3);
      var version =
          random.nextInt(3)
              + "."
              + random.nextInt(12)
              + ".0"
              + (random.nextInt(3) == 0 ? "-rc.1" : "");
      if (world.stream().anyMatch(it -> it.plugin.equals(plugin) && it.version.equals(version))) {
        return false;
      }
      var id = Catalogued.in("law", plugin, version).being(PackageStatus.PENDING_REVIEW).put();
      world.add(new Known(id, plugin, version, PackageStatus.PENDING_REVIEW, false));
      return true;
    }
    var one = pick(world);
    var next = one.status.successors();
    if (choice == 9) {
      world.remove(one);
      Catalogued.change(one.mirrored ? HIDE : MIRROR, one.id);
      world.add(one.mirrored(!one.mirrored));
      return true;
    }
    if (choice > 3 && next.isEmpty()) {
      return false;
    }
    world.remove(one);
    if (choice == 3) {
      Catalogued.change(HIDE, one.id);
      Catalogued.change("delete from plugin_packages where id = ?", one.id);
    } else {
      var status = pick(List.copyOf(next));
      Catalogued.become(one.id, status);
      world.add(new Known(one.id, one.plugin, one.version, status, one.mirrored));
    }
    return true;
  }

  /** What is shown to one who may see packages with these statuses. */
  private void assertShown(
      List<Known> world, @Nullable PackageStatus status, Set<PackageStatus> visible) {
    var expected = EnumSet.copyOf(status == null ? RELEASED : EnumSet.of(status));
    expected.retainAll(visible);
    var own = newest(world, expected);
    var mirrored = newest(world.stream().filter(it -> it.isIn("law-mirror")).toList(), expected);

    assertFound(own, status, visible, "law");
    assertFound(mirrored, status, visible, "law-mirror");
    assertFound(own, status, visible, "law", "law-mirror");
  }

  private void assertFound(
      Map<String, String> expected,
      @Nullable PackageStatus status,
      Set<PackageStatus> visible,
      String... registries) {
    var wanted = new CatalogParameters();
    wanted.registryId = List.of(registries);
    wanted.status = status;
    var answer =
        catalog.search(wanted.query(new CatalogVisibility(visible)), page()).await().indefinitely();

    var found = new HashMap<String, String>();
    for (var it : answer.plugins().data()) {
      assertThat(found.put(it.pluginId(), it.newest().version())).isNull();
    }
    assertThat(found).as("%s in %s", status, List.of(registries)).isEqualTo(expected);
    var counted = Objects.requireNonNull(answer.facets()).getOrDefault("risk", List.of());
    assertThat(counted.stream().mapToLong(FacetCount::count).sum()).isEqualTo(expected.size());
  }

  private void assertVersions(
      List<Known> world, String registry, String plugin, Set<PackageStatus> visible) {
    var query = new VersionsQuery(plugin, registry, new CatalogVisibility(visible).to(null));

    var shown =
        versions
            .list(query, page())
            .map(found -> found.data().stream().map(CatalogVersionView::version).toList())
            .onFailure(Problem.class)
            .recoverWithItem(List.of())
            .await()
            .indefinitely();

    assertThat(shown)
        .isEqualTo(
            world.stream()
                .filter(it -> it.plugin.equals(plugin) && it.isIn(registry))
                .filter(it -> RELEASED.contains(it.status) && visible.contains(it.status))
                .map(it -> SemVer.of(it.version))
                .sorted(Comparator.reverseOrder())
                .map(SemVer::toString)
                .toList());
  }

  private static PageRequest page() {
    var page = new PageRequest();
    page.limit = 200;
    return page;
  }

  /** The same over HTTP: who is which of these audiences. */
  private static void assertAnswered(List<Known> world) {
    var approved = newest(world, EnumSet.of(PackageStatus.APPROVED));
    var released = newest(world, RELEASED);
    assertThat(found(Tokens.developer(), "")).isEqualTo(approved);
    assertThat(found(Tokens.siteAdmin("site-1"), "")).isEqualTo(released);
    for (var status : PackageStatus.values()) {
      var all = newest(world, EnumSet.of(status));
      assertThat(found(Tokens.centralIt(), "&status=" + status)).isEqualTo(all);
      assertThat(found(Tokens.auditor(), "&status=" + status)).isEqualTo(all);
      assertThat(found(Tokens.siteAdmin("site-1"), "&status=" + status))
          .isEqualTo(RELEASED.contains(status) ? all : Map.of());
      assertThat(found(Tokens.developer(), "&status=" + status))
          .isEqualTo(status == PackageStatus.APPROVED ? all : Map.of());
    }
  }

  private static Map<String, String> newest(List<Known> world, Set<PackageStatus> visible) {
    var newest = new HashMap<String, String>();
    world.stream()
        .filter(it -> visible.contains(it.status))
        .forEach(it -> newest.merge(it.plugin, it.version, CatalogLawsTest::higher));
    return newest;
  }

  private static String higher(String left, String right) {
    return SemVer.of(left).compareTo(SemVer.of(right)) > 0 ? left : right;
  }

  /** Plugin to version, of registry law. */
  private static Map<String, String> found(String token, String filter) {
    var answer =
        given()
            .auth()
            .oauth2(token)
            .get(CATALOG + "?registryId=law&limit=200" + filter)
            .then()
            .statusCode(200)
            .extract();
    List<String> plugins = answer.path("data.pluginId");
    List<String> versions = answer.path("data.newest.version");
    var found = new HashMap<String, String>();
    for (var i = 0; i < plugins.size(); i++) {
      assertThat(found.put(plugins.get(i), versions.get(i))).isNull();
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource({"1.0.0,2.0.0", "2.0.0,1.0.0"})
  void of_versions_that_are_released_at_once_one_is_the_newest(String first, String second)
      throws SQLException {
    Catalogued.registry("law-at-once");
    Catalogued.change("delete from plugin_packages where registry_id = 'law-at-once'");

    try (var open = Catalogued.in("law-at-once", "law-at-once", first).begin()) {
      var other =
          CompletableFuture.runAsync(
              () -> Catalogued.in("law-at-once", "law-at-once", second).put());
      await().until(() -> Catalogued.rows(WAITING), it -> !it.isEmpty());
      open.commit();
      other.join();
    }

    assertThat(Catalogued.rows(NEWEST)).containsExactly("2.0.0");
  }

  private record Known(
      UUID id, String plugin, String version, PackageStatus status, boolean mirrored) {
    Known mirrored(boolean now) {
      return new Known(id, plugin, version, status, now);
    }

    boolean isIn(String registry) {
      return registry.equals("law") || (mirrored && status == PackageStatus.APPROVED);
    }
  }
}
