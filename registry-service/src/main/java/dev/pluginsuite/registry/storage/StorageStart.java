package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.blobs.Account.Kind;
import dev.pluginsuite.registry.storage.StorageConfig.AccountConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/** Refuses to start on a storage configuration that would lose bytes or fail at the first use. */
@ApplicationScoped
class StorageStart {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private final StorageConfig config;

  StorageStart(StorageConfig config) {
    this.config = config;
  }

  void check(@Observes StartupEvent start) {
    check(config);
  }

  static void check(StorageConfig config) {
    config.accounts().forEach(StorageStart::checkAccount);
    config
        .account()
        .ifPresent(it -> require(config.accounts().containsKey(it), "suite.storage.account", it));
    require(
        config.account().isPresent() == config.bucket().isPresent(),
        "suite.storage.bucket",
        "with an account, and only with one");
    if (config.replicas() > 1 && !config.shared() && usesFolders(config)) {
      throw new IllegalStateException(
          "%d replicas would each keep their own packages in a folder: use S3 or Azure Blob, or say suite.storage.shared=true if all of them see the same folder."
              .formatted(config.replicas()));
    }
  }

  private static void checkAccount(String name, AccountConfig account) {
    var key = "suite.storage.accounts." + name;
    var isName = NAME.matcher(name).matches() && !name.equals(StorageLocation.DEFAULT.account());
    require(isName, key, "lower-case letters, digits and dashes, and not default");
    require(
        account.accessKey().isPresent() == account.secretKey().isPresent(),
        key,
        "access-key and secret-key, or neither");
    require(
        account.kind() != Kind.AZURE || account.accessKey().isPresent(),
        key,
        "access-key (the storage account's name) and secret-key");
  }

  private static boolean usesFolders(StorageConfig config) {
    return config.account().isEmpty()
        || config.accounts().values().stream().anyMatch(it -> it.kind() == Kind.FILESYSTEM);
  }

  private static void require(boolean right, String key, String what) {
    if (!right) {
      throw new IllegalStateException("%s: must be %s.".formatted(key, what));
    }
  }
}
