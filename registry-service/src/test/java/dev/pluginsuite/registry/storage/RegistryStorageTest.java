package dev.pluginsuite.registry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.registry.blobs.Account.Kind;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.storage.StorageConfig.AccountConfig;
import dev.pluginsuite.registry.storage.StorageSettings.Server;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryStorageTest {
  private static final Map<String, AccountConfig> ACCOUNTS =
      Map.of(
          "minio", server("https://minio.example:9000", "plugins", "shared/plugins"),
          "aws", server("https://s3.eu-central-1.amazonaws.com/", "group-plugins"),
          "closed", server("https://closed.example"));

  private final RegistryStorage storage =
      new RegistryStorage(StorageSettings.folder(Path.of("store")).with(ACCOUNTS));

  @Test
  void a_registry_that_names_nothing_is_kept_in_the_default_store() {
    assertThat(storage.locate(null, null)).isEqualTo(StorageLocation.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "https://minio.example:9000, plugins, minio/plugins",
    "https://MINIO.example:9000/, plugins/site-1, minio/plugins/site-1",
    "https://minio.example:9000, shared/plugins/a/b, minio/shared/plugins/a/b",
    "https://s3.eu-central-1.amazonaws.com, group-plugins, aws/group-plugins",
  })
  void what_an_account_serves_is_taken(String url, String bucket, String location) {
    assertThat(storage.locate(url, bucket)).hasToString(location);
    assertThat(StorageLocation.parse(location)).isEqualTo(storage.locate(url, bucket));
  }

  /** Or one object would have two rows, and removing it by one would take it from the other. */
  @Test
  void whoever_names_the_place_of_the_default_store_is_kept_in_the_default_store() {
    var settings = StorageSettings.folder(Path.of("store")).with(ACCOUNTS);
    var kept = new RegistryStorage(settings.keptAt("minio", "plugins/default"));

    assertThat(kept.home("https://minio.example:9000/", "plugins/default"))
        .isEqualTo(StorageLocation.DEFAULT);
    assertThat(kept.home("https://minio.example:9000", "plugins/site-1"))
        .hasToString("minio/plugins/site-1");
    assertThat(storage.home("https://minio.example:9000", "plugins/default"))
        .hasToString("minio/plugins/default");
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, plugins, storageUrl",
    "http://minio.example:9000, plugins, storageUrl",
    "https://user@minio.example:9000, plugins, storageUrl",
    "https://minio.example:9000/?x, plugins, storageUrl",
    "https://minio.example:9000.evil.example, plugins, storageUrl",
    "not an url, plugins, storageUrl",
    "https://closed.example, plugins, storageBucket",
    "https://minio.example:9000, others, storageBucket",
    "https://minio.example:9000, plugins2, storageBucket",
    "https://minio.example:9000, shared, storageBucket",
    "https://minio.example:9000, shared/plugins2, storageBucket",
    "https://minio.example:9000, plugins/../others, storageBucket",
    "https://minio.example:9000, plugins/.., storageBucket",
    "https://minio.example:9000, plugins//a, storageBucket",
    "https://minio.example:9000, plugins/, storageBucket",
    "https://minio.example:9000, 'plugins/a b', storageBucket",
    "https://minio.example:9000, , storageBucket",
    ", plugins, storageUrl",
  })
  void everything_else_is_refused_by_name(
      @Nullable String url, @Nullable String bucket, String field) {
    assertThatThrownBy(() -> storage.locate(url, bucket))
        .isInstanceOfSatisfying(
            Problem.class,
            it -> {
              assertThat(it.type()).isEqualTo(RegistryProblem.STORAGE_NOT_ALLOWED);
              assertThat(it.errors()).singleElement().extracting("field").isEqualTo(field);
            });
  }

  static Server server(String url, String... buckets) {
    return new Server(
        Kind.S3,
        URI.create(url),
        Optional.of("key"),
        Optional.of("secret"),
        Optional.of(List.of(buckets)),
        false);
  }
}
