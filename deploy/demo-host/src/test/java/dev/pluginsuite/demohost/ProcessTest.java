package dev.pluginsuite.demohost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTest {
  @TempDir Path temp;

  @Test
  void it_says_where_it_listens_and_stops_cleanly() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path");
    var command =
        new ProcessBuilder(
            java,
            "-cp",
            classPath,
            DemoHost.class.getName(),
            "--port",
            "0",
            "--plugins",
            "" + temp);

    var process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();

    try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      var line = out.readLine();
      assertThat(line).startsWith("demo-host ready on http://127.0.0.1:");
      var health = URI.create(line.replace("demo-host ready on ", "") + "/health");
      var answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString());
      assertThat(answer.body()).contains("\"pid\":" + process.pid());
    } finally {
      process.destroy(); // SIGTERM
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 15);
  }
}
