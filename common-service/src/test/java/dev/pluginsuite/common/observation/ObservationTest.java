package dev.pluginsuite.common.observation;

import static dev.pluginsuite.common.app.Calls.call;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.NoteService;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@AppTest
@SuppressWarnings("NullAway.Init")
class ObservationTest {
  @Inject StateMetrics states;
  @Inject Reachability reachability;
  @Inject NoteService notes;
  @Inject MeterRegistry metrics;

  @Test
  void a_status_is_counted_as_the_database_has_it() {
    call(states::look);
    var before = gauge("state.count", "SHORT");
    call(() -> notes.write("counted"));

    call(states::look);

    assertThat(gauge("state.count", "SHORT")).isEqualTo(before + 1);
    assertThat(gauge("state.oldest.age", "SHORT")).isEqualTo(7);
  }

  @Test
  void a_status_that_nobody_is_in_has_a_figure() {
    call(states::look);

    assertThat(gauge("state.count", "LOST")).isZero();
    assertThat(gauge("state.oldest.age", "LOST")).isZero();
  }

  @Test
  void how_long_a_status_lasts_is_shown() {
    call(states::look);

    assertThat(duration("SHORT", "mean")).isEqualTo(2);
    assertThat(duration("SHORT", "longest")).isEqualTo(3);
    assertThat(duration("LOST", "mean")).isZero();
  }

  private double duration(String status, String of) {
    return metrics
        .get("state.duration")
        .tags("kind", "note", "status", status, "of", of)
        .gauge()
        .value();
  }

  private double gauge(String name, String status) {
    return metrics.get(name).tag("kind", "note").tag("status", status).gauge().value();
  }

  @Test
  void what_answers_is_reachable() throws InterruptedException {
    call(reachability::askDatabase);
    reachability.askKafka();

    assertThat(metrics.get("dependency.reachable").gauges())
        .hasSize(2)
        .allMatch(it -> it.value() == 1);
  }

  /** An alert needs a figure to compare the first failure with. */
  @Test
  void what_may_fail_is_shown_before_it_fails() {
    assertThat(given().get("/q/metrics").asString())
        .contains("consumer_dead_letters_total{topic=\"validation.reports\"}")
        .contains("consumer_retries_total{topic=\"validation.reports\"}");
  }

  @Test
  void requests_are_counted_by_the_bounds_of_the_objectives() {
    given().get("/q/health/live").then().statusCode(200);
    given().get("/api/v1/notes").then();

    assertThat(given().get("/q/metrics").asString())
        .containsPattern("http_server_requests_seconds_bucket\\{[^}]*le=\"0.25\"")
        .containsPattern("http_server_requests_seconds_bucket\\{[^}]*le=\"10.0\"");
  }
}
