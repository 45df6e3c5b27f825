package dev.pluginsuite.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.common.testing.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** More batches at once than fit. */
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class AdmissionFlowTest {
  private static final int TOO_MANY = 5;

  @ConfigProperty(name = "suite.health.batches.most")
  int most;

  private final Installed installed = Installed.at("busy-site");
  private final Instant now = Instant.now();
  private final Queue<Response> answers = new ConcurrentLinkedQueue<>();

  @Test
  void those_that_do_not_fit_are_told_when_to_come_again_and_all_others_are_recorded()
      throws SQLException {
    assertThat(send(0).statusCode()).isEqualTo(200);
    var pool = Executors.newFixedThreadPool(most + TOO_MANY);
    try (var connection = Tables.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table plugin_health_logs in share mode");

      var calls =
          IntStream.rangeClosed(1, most + TOO_MANY)
              .mapToObj(i -> CompletableFuture.runAsync(() -> answers.add(send(i)), pool))
              .toArray(CompletableFuture<?>[]::new);

      await().atMost(Duration.ofSeconds(20)).until(() -> answers.size() == TOO_MANY);
      assertThat(answers)
          .allSatisfy(
              it -> {
                it.then().statusCode(429);
                assertThat(it.header("Retry-After")).isEqualTo("2");
                assertThat(it.<String>path("type")).isEqualTo("/problems/too-many-batches");
              });
      connection.rollback();
      CompletableFuture.allOf(calls).join();
    } finally {
      pool.shutdownNow();
    }
    assertThat(answers.stream().filter(it -> it.statusCode() == 200)).hasSize(most);
    assertThat(
            Tables.count(
                "select count(*) from plugin_health_logs where installation_id = '%s'"
                    .formatted(installed.id())))
        .isEqualTo(most + 1L);
  }

  private Response send(int index) {
    var sample =
        Map.of(
            "installationId", installed.id().toString(),
            "errorCount", 0,
            "warningCount", 0,
            "avgExecutionTime", 1,
            "memoryUsage", 1,
            "cpuUsage", 1,
            "recordedAt", now.minusSeconds(index).toString());
    return given()
        .auth()
        .oauth2(Tokens.siteAgent("busy-site"))
        .contentType("application/json")
        .body(Map.of("samples", List.of(sample)))
        .post("/api/v1/sites/busy-site/health");
  }
}
