package dev.pluginsuite.registry.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.registry.blobs.Account.Kind;
import dev.pluginsuite.registry.storage.StorageConfig.AccountConfig;
import dev.pluginsuite.registry.storage.StorageSettings.Server;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorageStartTest {
  private static final StorageSettings FOLDER = StorageSettings.folder(Path.of("store"));
  private static final Map<String, AccountConfig> S3 =
      Map.of("aws", RegistryStorageTest.server("https://s3.example"));

  @Test
  void one_replica_may_keep_packages_in_its_folder() {
    assertStarts(FOLDER);
  }

  @Test
  void two_replicas_may_not() {
    assertRefused(FOLDER.with(2, false), "2 replicas");
  }

  @Test
  void two_replicas_that_see_the_same_folder_may() {
    assertStarts(FOLDER.with(2, true));
  }

  @Test
  void many_replicas_may_keep_packages_on_a_server() {
    assertStarts(FOLDER.with(S3).keptAt("aws", "plugins").with(9, false));
  }

  @Test
  void a_folder_of_a_registry_counts_like_the_default_one() {
    var folder =
        new Server(
            Kind.FILESYSTEM, URI.create("file:///srv"), none(), none(), Optional.empty(), false);
    var accounts =
        Map.<String, AccountConfig>of(
            "aws", RegistryStorageTest.server("https://s3.example"), "folder", folder);
    assertRefused(FOLDER.with(accounts).keptAt("aws", "plugins").with(2, false), "2 replicas");
  }

  @Test
  void the_default_account_has_to_be_one() {
    assertRefused(FOLDER.with(S3).keptAt("azure", "plugins"), "suite.storage.account");
  }

  @Test
  void azure_needs_a_key_and_half_a_key_is_none() {
    var azure =
        new Server(
            Kind.AZURE, URI.create("https://a.example"), none(), none(), Optional.empty(), false);
    assertRefused(FOLDER.with(Map.of("azure", azure)), "suite.storage.accounts.azure");
    var half =
        new Server(
            Kind.S3,
            URI.create("https://a.example"),
            Optional.of("key"),
            none(),
            Optional.empty(),
            false);
    assertRefused(FOLDER.with(Map.of("half", half)), "suite.storage.accounts.half");
  }

  @Test
  void no_account_is_called_like_the_default_store() {
    assertRefused(
        FOLDER.with(Map.of("default", RegistryStorageTest.server("https://s3.example"))),
        "suite.storage.accounts.default");
  }

  private static void assertStarts(StorageSettings settings) {
    assertThatCode(() -> StorageStart.check(settings)).doesNotThrowAnyException();
  }

  private static void assertRefused(StorageSettings settings, String naming) {
    assertThatThrownBy(() -> StorageStart.check(settings)).hasMessageContaining(naming);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
