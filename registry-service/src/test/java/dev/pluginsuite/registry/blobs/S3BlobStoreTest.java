package dev.pluginsuite.registry.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.registry.blobs.Account.Kind;
import dev.pluginsuite.registry.testing.GeneratedBytes;
import dev.pluginsuite.registry.testing.S3Server;
import dev.pluginsuite.registry.testing.StorageServers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SEED-21")
class S3BlobStoreTest extends RemoteBlobStoreContract {
  @Override
  Kind kind() {
    return Kind.S3;
  }

  @Test
  void a_server_whose_disk_is_full_leaves_nothing() throws Exception {
    try (var full = S3Server.withFilesUpTo(6);
        var account = S3Server.account(full.url(), Duration.ofSeconds(5)).connect()) {
      full.createBucket(StorageServers.BUCKET);
      var store = account.store(StorageServers.BUCKET, prefix);

      // Its parts fit, together they do not.
      assertThatThrownBy(() -> store.put("full", new GeneratedBytes(8 * 1024 * 1024)))
          .isInstanceOf(IOException.class);

      assertThat(store.find("full")).isEmpty();
      assertThat(store.put("small", new GeneratedBytes(1000))).isTrue();
    }
  }

  @Test
  void a_link_lets_its_bearer_read_and_says_what_it_is() throws Exception {
    try (var account =
        S3Server.account(StorageServers.url(kind()), Duration.ofSeconds(5)).connect()) {
      var store = account.store(StorageServers.BUCKET, prefix);
      store.put("linked", new GeneratedBytes(1000));

      var link = store.link("linked", Duration.ofMinutes(1), "app.mpk").orElseThrow();

      var answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(new GeneratedBytes(1000).readAllBytes());
      assertThat(answer.headers().firstValue("Content-Disposition"))
          .hasValue("attachment; filename=\"app.mpk\"");
    }
  }
}
