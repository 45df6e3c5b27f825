package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.BASE;
import static dev.pluginsuite.registry.packages.Submitting.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.OpenRequests;
import dev.pluginsuite.registry.RegistryTestResource;
import dev.pluginsuite.registry.testing.GeneratedBytes;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class CorruptContentTest {
  @ConfigProperty(name = "suite.storage.root")
  Path store;

  @Inject OpenRequests requests;

  private String content = "";

  @Test
  @Tag("SEED-17")
  void a_flipped_byte_cuts_the_download_and_is_named_from_then_on() throws Exception {
    var checksum = flipped("flipped", new GeneratedBytes(1024 * 1024).readAllBytes());

    assertThatThrownBy(() -> download(content))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(java.net.http.HttpTimeoutException.class);

    // A graceful stop has nobody to wait for.
    await().until(requests::count, Integer.valueOf(0)::equals);
    assertNamed(checksum);
  }

  private String flipped(String pluginId, byte[] bytes) throws IOException {
    Submitting.registry("enterprise");
    var upload = Submitting.upload(Tokens.developer(), bytes);
    var wish = new HashMap<>(Submitting.body("enterprise", pluginId, "1.0.0"));
    String checksum = upload.path("data.checksum");
    wish.put("packageUrl", upload.path("data.packageUrl"));
    wish.put("checksum", checksum);
    String id = Submitting.submit(Tokens.developer(), wish).path("data.id");
    content = BASE + "/packages/" + id + "/content";
    flip(store.resolve("sha256").resolve(checksum.substring(0, 2)).resolve(checksum));
    return checksum;
  }

  private void assertNamed(String checksum) {
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
    HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request, BodyHandlers.ofByteArray());
  }

  private static void flip(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
