package dev.pluginsuite.registry.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.registry.blobs.Account.Kind;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageConfigTest {
  private static final Map<String, String> FILE =
      Map.of(
          "suite.storage.root", "store",
          "suite.storage.replicas", "2",
          "suite.storage.shared", "false",
          "suite.storage.timeout", "PT10S",
          "suite.storage.deadline", "PT30M",
          "suite.storage.link-valid", "PT5M");

  /** As docs/kubernetes.md writes them. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "SUITE_STORAGE_ACCOUNT", "minio",
          "SUITE_STORAGE_BUCKET", "plugins/default",
          "SUITE_STORAGE_ACCOUNTS_MINIO_KIND", "S3",
          "SUITE_STORAGE_ACCOUNTS_MINIO_URL", "https://minio.example:9000",
          "SUITE_STORAGE_ACCOUNTS_MINIO_BUCKETS", "plugins",
          "SUITE_STORAGE_ACCOUNTS_MINIO_ACCESS_KEY", "key",
          "SUITE_STORAGE_ACCOUNTS_MINIO_SECRET_KEY", "secret");

  @Test
  void a_storage_server_can_be_told_by_environment_variables_alone() {
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(StorageConfig.class)
            .withSources(
                new EnvConfigSource(ENVIRONMENT, 300),
                new PropertiesConfigSource(FILE, "file", 100))
            .build()
            .getConfigMapping(StorageConfig.class);

    assertThat(config.account()).hasValue("minio");
    var minio = config.accounts().get("minio");
    assertThat(minio).isNotNull();
    assertThat(minio.kind()).isEqualTo(Kind.S3);
    assertThat(minio.url()).hasToString("https://minio.example:9000");
    assertThat(minio.buckets()).hasValue(List.of("plugins"));
    assertThat(minio.accessKey()).hasValue("key");
    assertThat(minio.secretKey()).hasValue("secret");
    StorageStart.check(config);
  }
}
