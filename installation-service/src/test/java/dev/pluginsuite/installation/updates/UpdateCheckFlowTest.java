package dev.pluginsuite.installation.updates;

import static dev.pluginsuite.installation.testing.Rest.as;
import static dev.pluginsuite.installation.testing.Rest.install;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Registry;
import dev.pluginsuite.installation.testing.Registry.Draft;
import dev.pluginsuite.installation.testing.Rest;
import dev.pluginsuite.installation.testing.Tables;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class UpdateCheckFlowTest {
  private static final String DUE =
      """
      insert into update_checks (site_id, next_check_at, revision, lock_version) values (?, now(), 0, 0)
      on conflict (site_id) do update set next_check_at = now()""";

  private static final String LOOKED =
      "select count(*) from update_checks where site_id = '%s' and next_check_at > now() + interval '1 hour'";

  @Inject AgroalDataSource database;
  @Inject UpdateCheckService checks;

  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  @Test
  void what_is_newer_is_told_once_whoever_looks() throws SQLException {
    var site = Rest.activeSite();
    install(site, Registry.approve(Draft.of("updated", "1.0.0")), Map.of()).statusCode(202);
    var newer = approve(site, "1.1.0");

    look(site);
    lookAtOnce(site);

    var first = said(site);
    assertThat(first).hasSize(1);
    var update = first.get(0).at("/state/updates/0");
    assertThat(update.path("pluginId").asText()).isEqualTo("updated");
    assertThat(update.path("version").asText()).isEqualTo("1.0.0");
    assertThat(update.path("packageId").asText()).isEqualTo(newer);
    assertThat(update.path("offeredVersion").asText()).isEqualTo("1.1.0");
    assertThat(update.path("steps").asInt()).isEqualTo(1);
    assertThat(update.path("newPermissions").isEmpty()).isTrue();

    approve(site, "1.2.0");
    look(site);
    await().atMost(Duration.ofSeconds(20)).until(() -> said(site).size() == 2);
    as(Tokens.centralIt())
        .post("/api/v1/admin/installation/republish?topic=installation.updates&limit=200")
        .then()
        .statusCode(200)
        .body("data.key", hasItem(site));
    await().atMost(Duration.ofSeconds(20)).until(() -> said(site).size() == 3);
    assertThat(said(site))
        .extracting(it -> it.path("revision").asLong())
        .containsExactly(1L, 2L, 2L);
  }

  /** As many replicas would that have the same site, one after the other's lease. */
  private void lookAtOnce(String site) {
    var looks =
        Stream.generate(() -> CompletableFuture.runAsync(() -> check(site))).limit(4).toList();
    looks.forEach(CompletableFuture::join);
    await().atMost(Duration.ofSeconds(20)).until(() -> !said(site).isEmpty());
  }

  private void check(String site) {
    try {
      VertxContextSupport.subscribeAndAwait(() -> checks.check(site));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private void look(String site) throws SQLException {
    new Tables(database).change(DUE, site);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> new Tables(database).text(LOOKED.formatted(site)).equals("1"));
  }

  private static String approve(String site, String version) {
    var id = Registry.approve(Draft.of("updated", version));
    await()
        .untilAsserted(
            () ->
                as(Tokens.siteAdmin(site))
                    .get("/api/v1/admin/plugins/updates?siteId=" + site)
                    .then()
                    .body("data[0].plugins[0].updates.version", equalTo(List.of(version))));
    return id.toString();
  }

  private static List<JsonNode> said(String site) {
    return TestKafka.said(Topic.UPDATES.topicName(), site);
  }
}
