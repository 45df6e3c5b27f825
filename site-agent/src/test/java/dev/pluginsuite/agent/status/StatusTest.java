package dev.pluginsuite.agent.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.agent.reconcile.Documents;
import dev.pluginsuite.agent.reconcile.Outcome;
import dev.pluginsuite.agent.wire.FakeClock;
import dev.pluginsuite.api.installation.DesiredState.Action;
import dev.pluginsuite.api.installation.SiteReport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {
  private final FakeClock clock = new FakeClock();
  private final Status status = new Status(clock);

  private static HttpResponse<String> get(StatusServer server, String path) throws Exception {
    var uri = URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void metrics_say_what_was_heard_done_and_reported() throws Exception {
    var id = Documents.id("app");
    var plugin = new SiteReport.Plugin(id, 1, id, "app", "1.0.0", Action.ACTIVE);
    status.heard(8);
    status.passed(Outcome.SETTLED, new SiteReport(7, clock.instant(), "1", List.of(plugin), null));
    status.reported();

    try (var server = new StatusServer(status, 0)) {
      assertThat(get(server, "/metrics").body().lines())
          .contains(
              "# TYPE site_agent_heard_generation gauge",
              "site_agent_heard_generation 8",
              "site_agent_settled_generation 7",
              "site_agent_failed 0",
              "site_agent_plugins_active 1",
              "site_agent_last_report_timestamp_seconds " + clock.instant().getEpochSecond(),
              "# TYPE site_agent_passes_total counter",
              "site_agent_passes_total{outcome=\"settled\"} 1",
              "site_agent_passes_total{outcome=\"retry\"} 0");
    }
  }

  @Test
  void an_agent_that_makes_no_pass_for_hours_is_down() throws Exception {
    try (var server = new StatusServer(status, 0)) {
      assertThat(get(server, "/health").statusCode()).isEqualTo(200);

      clock.advance(Duration.ofHours(7));

      assertThat(get(server, "/health").statusCode()).isEqualTo(503);
      assertThat(get(server, "/health").body()).isEqualTo("{\"status\":\"DOWN\"}");
    }
  }
}
