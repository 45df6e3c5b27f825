package dev.pluginsuite.registry.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.registry.blobs.Account.Kind;
import dev.pluginsuite.registry.testing.AzureServer;
import dev.pluginsuite.registry.testing.GeneratedBytes;
import dev.pluginsuite.registry.testing.StorageServers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SEED-21")
class AzureBlobStoreTest extends RemoteBlobStoreContract {
  @Override
  Kind kind() {
    return Kind.AZURE;
  }

  @Test
  void a_server_whose_disk_is_full_leaves_nothing() throws Exception {
    StorageServers.url(kind()); // Skips where there is no Node.
    try (var full = AzureServer.withFilesUpTo(6);
        var account = AzureServer.account(full.url(), Duration.ofSeconds(5)).connect()) {
      full.createContainer(StorageServers.BUCKET);
      var store = account.store(StorageServers.BUCKET, prefix);

      assertThatThrownBy(() -> store.put("full", new GeneratedBytes(16 * 1024 * 1024)))
          .isInstanceOf(IOException.class);

      assertThat(store.find("full")).isEmpty();
    }
  }

  @Test
  void a_link_lets_its_bearer_read() throws Exception {
    var url = StorageServers.url(kind());
    try (var account = StorageServers.account(kind(), url, Duration.ofSeconds(5)).connect()) {
      var store = account.store(StorageServers.BUCKET, prefix);
      store.put("linked", new GeneratedBytes(1000));

      var link = store.link("linked", Duration.ofMinutes(1), "app.mpk").orElseThrow();

      var answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(new GeneratedBytes(1000).readAllBytes());
    }
  }
}
