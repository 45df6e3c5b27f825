package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.nio.file.Files;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bytes that are not those that were approved never run. */
class FlippedByteTest {
  private final Suite suite = Suite.running();

  @Test
  @Tag("SEED-17")
  void a_flipped_byte_in_the_store_fails_the_installation_naming_the_digest() throws Exception {
    var plugin = new TestPlugin("flipped-byte", "1.0.0");
    var checksum = TestPlugin.sha256(plugin.bytes());
    var packageId = plugin.approved(suite);
    var object =
        suite.packages().resolve("sha256").resolve(checksum.substring(0, 2)).resolve(checksum);
    var bytes = Files.readAllBytes(object);
    bytes[bytes.length / 2] ^= 1;
    Files.write(object, bytes);

    var answer =
        suite
            .as(User.SITE_1_ADMIN)
            .post("/admin/plugins/install", Api.json().put("packageId", packageId));

    var id = answer.expect(201, 202).text("id");
    var failed =
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .until(
                () -> suite.as(User.SITE_1_ADMIN).get("/admin/plugins/" + id).data(),
                it -> it.path("status").asText().equals("FAILED"));
    assertThat(failed.path("error").asText()).contains(checksum);
    assertThat(
            suite
                .siteHome("site-1")
                .resolve("plugins")
                .resolve("flipped-byte")
                .resolve("1.0.0-" + checksum))
        .doesNotExist();
  }
}
