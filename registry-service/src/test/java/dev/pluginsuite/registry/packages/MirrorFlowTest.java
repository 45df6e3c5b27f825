package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.BASE;
import static dev.pluginsuite.registry.packages.Submitting.as;
import static dev.pluginsuite.registry.packages.Submitting.decide;
import static dev.pluginsuite.registry.packages.Submitting.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.AtOnce;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class MirrorFlowTest {
  private static final String SOURCE = "mirror-source";
  private static final String MIRROR = "mirror-site";

  @BeforeEach
  void registries() {
    create(SOURCE, Map.of("type", "ENTERPRISE", "enterpriseId", "mirrors"));
    create(MIRROR, Map.of("type", "SITE", "enterpriseId", "mirrors", "siteId", "mirror-site"));
  }

  @Test
  void a_mirror_shows_what_its_rules_let_through_and_nothing_that_is_not_approved() {
    var packages = new ArrayList<String>();
    for (var plugin : List.of("mirror-a", "mirror-b", "other-c")) {
      packages.add(pending(SOURCE, plugin, "1.0.0"));
    }
    var random = new Random(20261122);
    var status = new HashMap<String, String>();
    var rule = "*";
    mirror(rule).then().statusCode(200);

    for (int step = 0; step < 40; step++) {
      if (random.nextInt(4) == 0) {
        rule = List.of("*", "mirror-*", "other-c", "nothing").get(random.nextInt(4));
        mirror(rule).then().statusCode(200);
      } else {
        act(packages.get(random.nextInt(packages.size())), random, status);
      }
      var expected = expected(rule, packages, status);
      assertThat(shown()).isEqualTo(expected);
      assertCatalogued(expected);
    }
  }

  /** The catalogue shows the same, and counts no more. */
  private static void assertCatalogued(Set<String> expected) {
    var answer = catalog(Tokens.siteAdmin("any-site")).extract();
    assertThat(new TreeSet<>(answer.<List<String>>path("data.newest.packageId")))
        .isEqualTo(expected);
    assertThat(answer.<List<String>>path("data.registryId")).allMatch(SOURCE::equals);
    assertThat(sum(answer, "facets.licenseType.count")).isEqualTo(expected.size());
    var all = catalog(Tokens.centralIt()).extract();
    assertThat(all.<List<String>>path("facets.status.value")).allMatch("APPROVED"::equals);
    var shown = "facets.registryId.findAll { it.value == '%s' }.count".formatted(MIRROR);
    assertThat(sum(all, shown)).isEqualTo(expected.size());
  }

  private static int sum(ExtractableResponse<Response> answer, String counts) {
    return answer.<List<Integer>>path(counts).stream().mapToInt(it -> it).sum();
  }

  private static ValidatableResponse catalog(String token) {
    return as(token).get(BASE + "/catalog?limit=200&registryId=" + MIRROR).then().statusCode(200);
  }

  private static void act(String id, Random random, Map<String, String> status) {
    var verb =
        List.of("review", "approve", "deprecate", "undeprecate", "reject", "revoke")
            .get(random.nextInt(random.nextInt(8) == 0 ? 6 : 4));
    var answer = decide(Tokens.centralIt(), id, verb, Map.of("reason", "by chance"));
    assertThat(answer.statusCode()).isIn(200, 409);
    if (answer.statusCode() == 200) {
      status.put(id, answer.path("data.status"));
    }
  }

  private static Set<String> expected(
      String rule, List<String> packages, Map<String, String> status) {
    var names = List.of("mirror-a", "mirror-b", "other-c");
    var expected = new TreeSet<String>();
    for (int i = 0; i < names.size(); i++) {
      var matches =
          rule.endsWith("*")
              ? names.get(i).startsWith(rule.substring(0, rule.length() - 1))
              : names.get(i).equals(rule);
      if (matches && "APPROVED".equals(status.get(packages.get(i)))) {
        expected.add(packages.get(i));
      }
    }
    return expected;
  }

  @Test
  void packages_approved_while_a_mirror_is_made_are_not_missed() {
    create("mirror-racing", Map.of("type", "SITE", "enterpriseId", "mirrors", "siteId", "racing"));
    var ids = new ArrayList<String>();
    for (int i = 0; i < 6; i++) {
      ids.add(pending(SOURCE, "racing-" + i, "1.0.0"));
    }

    AtOnce.statuses(
        7,
        it ->
            it == 3
                ? set("mirror-racing", Map.of("sourceId", SOURCE, "rules", rules("racing-*")))
                : decide(Tokens.centralIt(), ids.get(it > 3 ? it - 1 : it), "approve", Map.of()));

    assertThat(shown("mirror-racing")).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void packages_that_change_while_their_mirror_goes_do_not_wait_in_a_circle() {
    create("mirror-going", Map.of("type", "SITE", "enterpriseId", "mirrors", "siteId", "going"));
    var ids = new ArrayList<String>();
    for (int i = 0; i < 6; i++) {
      ids.add(pending(SOURCE, "going-" + i, "1.0.0"));
      decide(Tokens.centralIt(), ids.get(i), "approve", Map.of()).then().statusCode(200);
    }
    set("mirror-going", Map.of("sourceId", SOURCE, "rules", rules("going-*")));

    var statuses =
        AtOnce.statuses(
            7,
            it ->
                it == 3
                    ? as(Tokens.centralIt()).delete(BASE + "/registries/mirror-going/mirror")
                    : decide(
                        Tokens.centralIt(), ids.get(it > 3 ? it - 1 : it), "deprecate", Map.of()));

    assertThat(statuses).containsOnly(200, 204);
  }

  @Test
  void many_who_make_a_mirror_at_once_make_one() {
    create("mirror-wanted", Map.of("type", "SITE", "enterpriseId", "mirrors", "siteId", "wanted"));

    var statuses =
        AtOnce.statuses(
            6,
            it -> set("mirror-wanted", Map.of("sourceId", SOURCE, "rules", rules("wanted-" + it))));

    assertThat(statuses).containsOnly(200);
  }

  @Test
  void the_same_mirror_again_changes_nothing() {
    create("mirror-again", Map.of("type", "SITE", "enterpriseId", "mirrors", "siteId", "again"));
    var wish = Map.of("sourceId", SOURCE, "rules", rules("again-*"));
    var etag = set("mirror-again", wish).header("ETag");

    set("mirror-again", wish).then().statusCode(200).header("ETag", etag);

    as(Tokens.auditor())
        .get("/api/v1/admin/registry/audit?subjectId=mirror-again")
        .then()
        .body("data.action.findAll { it == 'registry.mirror' }.size()", equalTo(1));
  }

  @Test
  void only_a_site_mirrors_and_only_its_enterprise() {
    set(SOURCE, Map.of("sourceId", SOURCE))
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/invalid-mirror"));
    create("mirror-foreign", Map.of("type", "ENTERPRISE", "enterpriseId", "somebody-else"));
    set(MIRROR, Map.of("sourceId", "mirror-foreign")).then().statusCode(422);
    set(MIRROR, Map.of("sourceId", "nowhere")).then().statusCode(422);
    set(MIRROR, Map.of("sourceId", SOURCE, "rules", Map.of("pluginIds", List.of("../x"))))
        .then()
        .statusCode(400);
    as(Tokens.developer())
        .contentType(ContentType.JSON)
        .body(Map.of("sourceId", SOURCE))
        .put(BASE + "/registries/" + MIRROR + "/mirror")
        .then()
        .statusCode(403);
  }

  @Test
  void a_mirror_that_is_removed_shows_nothing() {
    create("mirror-gone", Map.of("type", "SITE", "enterpriseId", "mirrors", "siteId", "gone"));
    var id = pending(SOURCE, "soon-gone", "1.0.0");
    decide(Tokens.centralIt(), id, "approve", Map.of());
    set("mirror-gone", Map.of("sourceId", SOURCE, "rules", rules("soon-gone")));
    assertThat(shown("mirror-gone")).containsExactly(id);

    as(Tokens.centralIt()).delete(BASE + "/registries/mirror-gone/mirror").then().statusCode(204);

    assertThat(shown("mirror-gone")).isEmpty();
    as(Tokens.centralIt()).get(BASE + "/registries/mirror-gone/mirror").then().statusCode(404);
  }

  private static Response mirror(String rule) {
    return set(MIRROR, Map.of("sourceId", SOURCE, "rules", rules(rule)));
  }

  private static Map<String, Object> rules(String pluginId) {
    return Map.of("pluginIds", List.of(pluginId));
  }

  private static Response set(String registry, Map<String, ?> body) {
    return as(Tokens.centralIt())
        .contentType(ContentType.JSON)
        .body(body)
        .put(BASE + "/registries/" + registry + "/mirror");
  }

  private static Set<String> shown() {
    return shown(MIRROR);
  }

  private static Set<String> shown(String registry) {
    List<String> ids =
        as(Tokens.siteAdmin("any-site"))
            .get(BASE + "/packages?limit=200&registryId=" + registry)
            .then()
            .statusCode(200)
            .extract()
            .path("data.id");
    return new TreeSet<>(ids);
  }

  private static void create(String id, Map<String, ?> more) {
    var body = new HashMap<String, Object>(more);
    body.putAll(Map.of("id", id, "name", id));
    as(Tokens.centralIt()).contentType(ContentType.JSON).body(body).post(BASE + "/registries");
  }
}
