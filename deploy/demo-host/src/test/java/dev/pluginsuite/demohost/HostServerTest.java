package dev.pluginsuite.demohost;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostServerTest {
  @TempDir Path temp;
  private HostFixture host;

  @BeforeEach
  void start() throws Exception {
    host = new HostFixture(temp);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void health_names_the_process() throws Exception {
    var answer = host.get("/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void unknown_paths_and_methods_are_refused() throws Exception {
    assertThat(host.get("/nothing").status()).isEqualTo(404);
    assertThat(host.get("/plugins/../health").status()).isEqualTo(404);
    assertThat(host.get("/hooks/erp.update").status()).isEqualTo(405);
    assertThat(host.post("/health", "{}").status()).isEqualTo(405);
  }

  @Test
  void bodies_must_be_small_json_objects() throws Exception {
    assertThat(host.hook("erp.update", "[]").status()).isEqualTo(400);
    assertThat(host.hook("erp.update", "{").status()).isEqualTo(400);
    assertThat(host.hook("erp.update", "{} {}").status()).isEqualTo(400);
    assertThat(host.hook("erp.update", "[".repeat(100_000)).status()).isEqualTo(400);
    assertThat(host.hook("erp.update", " ".repeat((1 << 20) + 1)).status()).isEqualTo(413);
  }

  @Test
  void an_activation_names_what_is_missing() throws Exception {
    var answer = host.post("/plugins/supplier-db/activate", "{\"version\":\"1.0.0\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).isEqualTo("'installationId' is required.");
  }

  @Test
  void web_pages_are_refused() throws Exception {
    var request =
        host.request("/plugins/x/deactivate")
            .header("Origin", "https://evil.example")
            .POST(HttpRequest.BodyPublishers.noBody());

    assertThat(host.send(request).status()).isEqualTo(403);
  }
}
