package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.BASE;
import static dev.pluginsuite.registry.packages.Submitting.as;
import static dev.pluginsuite.registry.packages.Submitting.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class CorruptContentTest {
  @ConfigProperty(name = "suite.storage.root")
  Path store;

  @Test
  void a_flipped_byte_cuts_the_download_and_is_named_from_then_on() throws Exception {
    Submitting.registry("enterprise");
    var id = pending("enterprise", "flipped", "1.0.0");
    String checksum = Submitting.get(Tokens.centralIt(), id).path("data.checksum");
    flip(store.resolve("sha256").resolve(checksum.substring(0, 2)).resolve(checksum));
    var content = BASE + "/packages/" + id + "/content";

    assertThatThrownBy(() -> download(content))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(java.net.http.HttpTimeoutException.class);

    as(Tokens.centralIt())
        .get(content)
        .then()
        .statusCode(409)
        .body("detail", containsString(checksum));
    assertThat(store.resolve("quarantine").resolve(checksum)).exists();
  }

  private void download(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("Authorization", "Bearer " + Tokens.centralIt())
            .timeout(Duration.ofSeconds(20))
            .build();
    HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }

  private static void flip(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
