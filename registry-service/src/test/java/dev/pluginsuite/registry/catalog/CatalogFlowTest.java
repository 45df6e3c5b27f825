package dev.pluginsuite.registry.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.Catalogued;
import dev.pluginsuite.registry.RegistryTestResource;
import dev.pluginsuite.registry.versions.CatalogVisibility;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class CatalogFlowTest {
  private static final String CATALOG = "/api/v1/admin/plugin-registry/catalog";
  private static final String SEARCH_ROWS =
      """
      select package_id || ' ' || e.ctid || ' ' || e.xmin || ' ' || p.ctid || ' ' || p.xmin
      from catalog_entries e join catalog_places p using (package_id) where e.registry_id = ? order by 1""";

  @Inject CountedFacets facets;

  private static Response search(String token, Map<String, ?> parameters) {
    return given().auth().oauth2(token).queryParams(parameters).get(CATALOG);
  }

  private static List<String> plugins(Response answer) {
    return answer.then().statusCode(200).extract().path("data.pluginId");
  }

  @Test
  @Tag("SEED-22")
  @Tag("REST-7")
  void words_are_found_by_their_beginning_and_by_their_stem_and_names_weigh_most() {
    Catalogued.registry("words");
    Catalogued.in("words", "supplier-risk", "1.0.0").saying("name", "Supplier risk analyzer").put();
    Catalogued.in("words", "order-forms", "1.0.0")
        .saying("description", "Prints forms for suppliers")
        .saying("author", "Dana")
        .saying("keywords", List.of("printing", "paper"))
        .put();

    assertThat(plugins(words("supplier"))).containsExactly("supplier-risk", "order-forms");
    assertThat(plugins(words("SUPPLIERS printed"))).containsExactly("order-forms");
    assertThat(plugins(words("suppl analy"))).containsExactly("supplier-risk");
    assertThat(plugins(words("paper dana"))).containsExactly("order-forms");
    assertThat(plugins(words("supplier-risk"))).containsExactly("supplier-risk");
    assertThat(plugins(words("the suppliers"))).containsExactly("supplier-risk", "order-forms");
    assertThat(plugins(words("supplier unheard"))).isEmpty();
  }

  private static Response words(String q) {
    return search(Tokens.developer(), Map.of("registryId", "words", "q", q));
  }

  @Test
  void nothing_that_is_looked_for_means_anything_to_the_database() {
    for (var q :
        List.of(
            "a & | ! ' :* <-> (",
            "'; drop table catalog_entries; --",
            "\\ % _ \" a:*b",
            "é😀ß 日本")) {
      search(Tokens.developer(), Map.of("q", q)).then().statusCode(200);
    }
    search(Tokens.developer(), Map.of("q", "!!!"))
        .then()
        .statusCode(400)
        .body("errors.field", contains("q"));
    search(Tokens.developer(), Map.of("hook", "'; select 1 --", "registryId", "x' or 1=1"))
        .then()
        .statusCode(200)
        .body("data", hasSize(0));
  }

  @Test
  @Tag("REST-38")
  void what_cannot_be_asked_is_refused_by_name() {
    for (var wrong :
        Map.of(
                "sort",
                "price",
                "minRating",
                "6",
                "mesVersion",
                "four",
                "risk",
                "NONE",
                "limit",
                "201",
                "colour",
                "red")
            .entrySet()) {
      search(Tokens.developer(), Map.of(wrong.getKey(), wrong.getValue()))
          .then()
          .statusCode(400)
          .body("errors.field", hasItem(wrong.getKey()));
    }
    search(Tokens.developer(), Map.of("sort", "relevance")).then().statusCode(400);
    search(Tokens.siteAgent("site-1"), Map.of()).then().statusCode(403);
  }

  @Test
  @Tag("REST-7")
  void a_plugin_is_shown_once_with_its_newest_version_and_all_of_them_on_its_page() {
    Catalogued.registry("newest");
    for (var version : List.of("1.9.0", "1.10.0", "1.10.0-rc.1", "0.1.0")) {
      Catalogued.in("newest", "newest-one", version).saying("mesVersion", ">=4.0.0").put();
    }
    Catalogued.in("newest", "newest-one", "2.0.0").being(PackageStatus.DEPRECATED).put();
    Catalogued.in("newest", "newest-one", "3.0.0").being(PackageStatus.IN_REVIEW).put();

    search(Tokens.developer(), Map.of("registryId", "newest"))
        .then()
        .body("data.newest.version", contains("1.10.0"))
        .body("data[0].versions", equalTo(4))
        .body("data[0].newest.mesVersion", equalTo(">=4.0.0"))
        .body("pagination.cursor", nullValue());
    search(Tokens.siteAdmin("site-1"), Map.of("registryId", "newest"))
        .then()
        .body("data.newest.version", contains("2.0.0"))
        .body("data.newest.status", contains("DEPRECATED"));
    search(Tokens.auditor(), Map.of("registryId", "newest", "status", "IN_REVIEW"))
        .then()
        .body("data.newest.version", contains("3.0.0"));
    assertThat(versions(Tokens.developer(), 3))
        .containsExactly("1.10.0", "1.10.0-rc.1", "1.9.0", "0.1.0");
    assertThat(versions(Tokens.siteAdmin("site-1"), 2))
        .containsExactly("2.0.0", "1.10.0", "1.10.0-rc.1", "1.9.0", "0.1.0");
    given().auth().oauth2(Tokens.developer()).get(CATALOG + "/newest-none").then().statusCode(404);
  }

  private static List<String> versions(String token, int limit) {
    var versions = new ArrayList<String>();
    var cursor = "";
    while (cursor != null) {
      var answer =
          given()
              .auth()
              .oauth2(token)
              .get(CATALOG + "/newest-one?limit=" + limit + cursor)
              .then()
              .statusCode(200)
              .extract();
      versions.addAll(answer.path("data.version"));
      String next = answer.path("pagination.cursor");
      cursor = next == null ? null : "&cursor=" + next;
    }
    return versions;
  }

  @Test
  void the_version_of_the_mes_decides_with_the_ranges_of_npm() {
    Catalogued.registry("mes");
    Catalogued.in("mes", "mes-any", "1.0.0").put();
    Catalogued.in("mes", "mes-four", "1.0.0").saying("mesVersion", "^4.1.0").put();
    Catalogued.in("mes", "mes-five", "1.0.0").saying("mesVersion", ">=5.0.0,<6.0.0").put();

    assertThat(
            plugins(search(Tokens.developer(), Map.of("registryId", "mes", "mesVersion", "4.2.0"))))
        .containsExactly("mes-any", "mes-four");
    assertThat(
            plugins(search(Tokens.developer(), Map.of("registryId", "mes", "mesVersion", "5.0.0"))))
        .containsExactly("mes-any", "mes-five");
  }

  /** Forty plugins that differ in all that can be asked for. */
  private static void assortment() {
    var registry = "various";
    if (Catalogued.change(
            "insert into plugin_registries (id, type, name, is_active, created_at, revision, version) select 'various', 'SITE', 'Various', true, now(), 1, 0 on conflict do nothing")
        == 0) {
      return;
    }
    var random = new Random(7);
    for (var i = 0; i < 40; i++) {
      Catalogued.in(registry, "%s-%02d".formatted(registry, i), "1.0.0")
          .saying("name", "Thing " + random.nextInt(20))
          .saying("license", List.of("MIT", "Apache-2.0", "Proprietary").get(random.nextInt(3)))
          .saying(
              "hooks", List.of("material.transform", "alert.quality").subList(0, random.nextInt(3)))
          .saying(
              "permissions", List.of("users:write", "reports:read").subList(random.nextInt(2), 2))
          .risking(List.of("LOW", "MEDIUM", "HIGH").get(random.nextInt(3)))
          .licensed(List.of("FREE", "SITE").get(random.nextInt(2)))
          .being(
              List.of(
                      PackageStatus.APPROVED,
                      PackageStatus.APPROVED,
                      PackageStatus.DEPRECATED,
                      PackageStatus.PENDING_REVIEW)
                  .get(random.nextInt(4)))
          .put();
      Catalogued.change(
          "update catalog_counters set installs = ?, rated_%d = ? where plugin_id = ?"
              .formatted(1 + random.nextInt(5)),
          random.nextInt(6),
          random.nextInt(4),
          "%s-%02d".formatted(registry, i));
    }
  }

  @Test
  void a_facet_counts_what_choosing_it_finds() {
    assortment();
    var random = new Random(11);
    var chosen =
        List.<Map.Entry<String, String>>of(
            Map.entry("risk", "HIGH"),
            Map.entry("license", "MIT"),
            Map.entry("hook", "alert.quality"),
            Map.entry("licenseType", "FREE"),
            Map.entry("permission", "users:write"),
            Map.entry("minRating", "3"),
            Map.entry("status", "DEPRECATED"),
            Map.entry("q", "thing"));

    for (var round = 0; round < 4; round++) {
      var query = new LinkedHashMap<String, Object>(Map.of("registryId", "various", "limit", 200));
      for (var i = 0; i < round; i++) {
        var one = chosen.get(random.nextInt(chosen.size()));
        query.put(one.getKey(), one.getValue());
      }
      assertFacetsAreRight(query);
    }
    search(Tokens.centralIt(), Map.of("registryId", "various"))
        .then()
        .body("facets.risk", hasSize(3))
        .body("facets.hook", hasSize(2))
        .body("facets.minRating", hasSize(4))
        .body("facets.status", hasSize(3));
  }

  private static void assertFacetsAreRight(Map<String, Object> query) {
    Map<String, List<Map<String, Object>>> facets =
        search(Tokens.centralIt(), query).then().statusCode(200).extract().path("facets");
    assertThat(facets)
        .containsOnlyKeys(
            "registryId",
            "risk",
            "license",
            "licenseType",
            "hook",
            "permission",
            "minRating",
            "status");
    facets.forEach(
        (parameter, values) -> {
          for (var value : values) {
            var narrowed = new LinkedHashMap<>(query);
            narrowed.put(parameter, value.get("value"));
            assertThat(value.get("count"))
                .as("%s with %s", query, value)
                .isEqualTo(plugins(search(Tokens.centralIt(), narrowed)).size());
          }
        });
  }

  @Test
  void a_mirror_shows_the_newest_of_what_it_mirrors() {
    Catalogued.registry("mirrored");
    Catalogued.registry("mirroring");
    Catalogued.change(
        "insert into registry_mirrors (registry_id, source_id, rules, revision, version) values ('mirroring', 'mirrored', '{}', 1, 0)");
    for (var version : List.of("1.0.0", "1.1.0", "2.0.0")) {
      var id =
          Catalogued.in("mirrored", "mirrored-one", version)
              .risking(version.equals("2.0.0") ? "HIGH" : "LOW")
              .put();
      if (!version.equals("2.0.0")) {
        Catalogued.change(
            "insert into mirrored_packages (registry_id, package_id, mirrored_at) values ('mirroring', ?, now())",
            id);
      }
    }
    var mirroring = Map.of("registryId", "mirroring");

    search(Tokens.siteAdmin("site-1"), mirroring)
        .then()
        .body("data.newest.version", contains("1.1.0"))
        .body("data.registryId", contains("mirrored"))
        .body("data.versions", contains(2))
        .body("facets.risk.value", contains("LOW"))
        .body("facets.registryId.value", hasItems("mirroring", "mirrored"));
    search(Tokens.siteAdmin("site-1"), Map.of("registryId", "mirroring", "risk", "HIGH"))
        .then()
        .body("data", hasSize(0));
    search(Tokens.siteAdmin("site-1"), Map.of("registryId", List.of("mirroring", "mirrored")))
        .then()
        .body("data.newest.version", contains("2.0.0"));
    search(Tokens.siteAdmin("site-1"), Map.of("q", "mirrored-one"))
        .then()
        .body("data.newest.version", contains("2.0.0"));
    given()
        .auth()
        .oauth2(Tokens.siteAdmin("site-1"))
        .get(CATALOG + "/mirrored-one?registryId=mirroring")
        .then()
        .body("data.version", contains("1.1.0", "1.0.0"));
  }

  /** A range that came in between a look at the ranges and the count must not stay uncounted. */
  @Test
  void what_was_counted_for_some_ranges_of_the_mes_does_not_hold_for_others() throws Throwable {
    Catalogued.registry("ranged");
    Catalogued.in("ranged", "ranged-one", "1.0.0").saying("mesVersion", ">=41.0.0").put();
    Catalogued.in("ranged", "ranged-two", "1.0.0").saying("mesVersion", ">=41.1.0").put();
    var wanted = new CatalogParameters();
    wanted.registryId = List.of("ranged");
    wanted.mesVersion = "41.2.0";
    var query = wanted.query(new CatalogVisibility(EnumSet.of(PackageStatus.APPROVED)));

    var before = counted(query, List.of(">=41.0.0"));
    var after = counted(query, List.of(">=41.0.0", ">=41.1.0"));

    assertThat(before).containsExactly(1L);
    assertThat(after).containsExactly(2L);
  }

  private List<Long> counted(CatalogQuery query, List<String> mesRanges) throws Throwable {
    return VertxContextSupport.subscribeAndAwait(() -> facets.of(query, mesRanges))
        .getOrDefault("risk", List.of())
        .stream()
        .map(CatalogView.FacetCount::count)
        .toList();
  }

  @Test
  void counts_of_facets_are_never_older_than_the_last_change() {
    Catalogued.registry("recount");
    var query = Map.of("registryId", "recount");
    var id = Catalogued.in("recount", "recount-one", "1.0.0").risking("LOW").put();
    assertRisks(query, List.of("LOW"));
    Catalogued.change("update plugin_packages set risk = 'HIGH' where id = ?", id);
    assertRisks(query, List.of("HIGH"));
    Catalogued.in("recount", "recount-two", "1.0.0").risking("LOW").put();
    assertRisks(query, List.of("HIGH", "LOW"));
    Catalogued.become(id, PackageStatus.REVOKED);
    assertRisks(query, List.of("LOW"));

    search(Tokens.developer(), query).then().body("facets.minRating", hasSize(0));
    Catalogued.change(
        "update catalog_counters set rated_2 = 1 where registry_id = 'recount' and plugin_id = 'recount-two'");
    search(Tokens.developer(), query).then().body("facets.minRating.value", contains("1", "2"));
  }

  /** Twice: once counted, once known. */
  private static void assertRisks(Map<String, String> query, List<String> risks) {
    for (var time = 0; time < 2; time++) {
      List<String> values = search(Tokens.developer(), query).path("facets.risk.value");
      assertThat(values).containsExactlyInAnyOrderElementsOf(risks);
    }
  }

  @Test
  void several_values_of_a_filter_are_alternatives() {
    assortment();

    var low = plugins(search(Tokens.developer(), Map.of("registryId", "various", "risk", "LOW")));
    var high = plugins(search(Tokens.developer(), Map.of("registryId", "various", "risk", "HIGH")));
    var both =
        plugins(
            search(
                Tokens.developer(),
                Map.of("registryId", "various", "risk", List.of("LOW", "HIGH"))));

    assertThat(both).hasSize(low.size() + high.size()).containsAll(low).containsAll(high);
  }

  @Test
  void every_order_is_paged_without_gap_or_repeat() {
    assortment();

    for (var sort : List.of("relevance", "rating", "installs", "newest", "name")) {
      var query = Map.of("registryId", "various", "q", "thing", "sort", sort, "limit", 200);
      var whole = search(Tokens.siteAdmin("site-1"), query);
      var paged = new LinkedHashMap<String, Object>(query);
      paged.put("limit", 7);
      var seen = new ArrayList<String>();
      do {
        var page = search(Tokens.siteAdmin("site-1"), paged);
        seen.addAll(plugins(page));
        paged.put("cursor", page.path("pagination.cursor"));
      } while (paged.get("cursor") != null);

      assertThat(seen).as(sort).hasSizeGreaterThan(20).isEqualTo(plugins(whole));
      assertThat(ordered(whole, sort)).as(sort).isTrue();
    }
  }

  private static boolean ordered(Response answer, String sort) {
    List<Comparable<Object>> keys =
        answer.path(
            switch (sort) {
              case "rating" -> "data.rating.smoothed";
              case "installs" -> "data.installCount";
              case "newest" -> "data.newest.publishedAt";
              case "name" -> "data.name";
              default -> "data.findAll { false }";
            });
    for (var i = 1; i < keys.size(); i++) {
      var order = keys.get(i - 1).compareTo(keys.get(i));
      if (sort.equals("name") ? order > 0 : order < 0) {
        return false;
      }
    }
    return true;
  }

  @Test
  void a_cursor_of_another_query_is_refused() {
    assortment();
    var query = Map.of("registryId", "various", "limit", 5);
    String cursor = search(Tokens.developer(), query).path("pagination.cursor");

    search(Tokens.developer(), Map.of("registryId", "various", "limit", 3, "cursor", cursor))
        .then()
        .statusCode(200);
    for (var other :
        List.of(
            Map.of("cursor", cursor),
            Map.of("registryId", "various", "sort", "installs", "cursor", cursor),
            Map.of("registryId", "various", "q", "thing", "cursor", cursor),
            Map.of("cursor", "bnVsbA"),
            Map.of("cursor", "%"))) {
      search(Tokens.developer(), other)
          .then()
          .statusCode(400)
          .body("type", equalTo("/problems/invalid-cursor"));
    }
    search(Tokens.auditor(), Map.of("registryId", "various", "cursor", cursor))
        .then()
        .statusCode(400);
  }

  @Test
  @Tag("SEED-23")
  void counting_writes_nothing_to_what_is_searched() {
    Catalogued.registry("counted");
    var id = Catalogued.in("counted", "counted-one", "1.0.0").put();
    var before = Catalogued.rows(SEARCH_ROWS, "counted");

    Catalogued.change("insert into package_counters (package_id, downloads) values (?, 1)", id);
    Catalogued.change(
        "update package_counters set downloads = downloads + 41 where package_id = ?", id);
    var installation = UUID.randomUUID();
    installed(installation, id, 1, InstallationStatus.ACTIVE);
    installed(UUID.randomUUID(), id, 1, InstallationStatus.INSTALLING);
    await()
        .until(
            () ->
                search(Tokens.developer(), Map.of("registryId", "counted"))
                    .path("data[0].installCount"),
            Integer.valueOf(2)::equals);
    installed(installation, id, 2, InstallationStatus.UNINSTALLED);
    await()
        .until(
            () ->
                search(Tokens.developer(), Map.of("registryId", "counted"))
                    .path("data[0].installCount"),
            Integer.valueOf(1)::equals);

    search(Tokens.developer(), Map.of("registryId", "counted"))
        .then()
        .body("data.downloadCount", contains(42));
    assertThat(Catalogued.rows(SEARCH_ROWS, "counted")).isEqualTo(before);
    Catalogued.become(id, PackageStatus.DEPRECATED);
    assertThat(Catalogued.rows(SEARCH_ROWS, "counted")).isNotEqualTo(before);
  }

  private static void installed(UUID id, UUID packageId, long revision, InstallationStatus status) {
    var state =
        new InstallationState(
            id, "site-1", packageId, "counted-one", "1.0.0", status, status, 1, 1, true, null);
    TestKafka.say(Topic.INSTALLATIONS.topicName(), id, revision, state);
  }
}
