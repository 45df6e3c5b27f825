package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.blobs.Account;
import dev.pluginsuite.registry.blobs.Account.Kind;
import dev.pluginsuite.registry.blobs.BlobServer;
import dev.pluginsuite.registry.blobs.BlobStore;
import dev.pluginsuite.registry.blobs.FileBlobStore;
import dev.pluginsuite.registry.storage.StorageConfig.AccountConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The stores that configuration gives access to, each connected to when it is first used. */
@ApplicationScoped
public class StorageAccounts {
  private final StorageConfig config;
  private final Map<String, BlobServer> servers = new ConcurrentHashMap<>();
  private final Map<StorageLocation, BlobStore> stores = new ConcurrentHashMap<>();

  StorageAccounts(StorageConfig config) {
    this.config = config;
  }

  /** The store there; fails like a store that is away when its account is configured no more. */
  public BlobStore at(StorageLocation location) throws IOException {
    if (!location.equals(StorageLocation.DEFAULT)
        && !config.accounts().containsKey(location.account())) {
      throw new IOException("No storage account %s is configured.".formatted(location.account()));
    }
    return stores.computeIfAbsent(location, this::open);
  }

  private BlobStore open(StorageLocation location) {
    if (!location.equals(StorageLocation.DEFAULT)) {
      return server(location.account()).store(location.bucket(), location.prefix());
    }
    return config
        .account()
        .map(it -> StorageLocation.of(it, config.bucket().orElseThrow()))
        .map(this::open)
        .orElseGet(() -> new FileBlobStore(config.root()));
  }

  private BlobServer server(String account) {
    return servers.computeIfAbsent(
        account, it -> account(Objects.requireNonNull(config.accounts().get(it))).connect());
  }

  private Account account(AccountConfig it) {
    return new Account(
        it.kind(), it.url(), it.region(), it.accessKey(), it.secretKey(), config.timeout());
  }

  /** The kind of server behind a location, or none for a folder of this service. */
  Optional<Kind> kind(StorageLocation location) {
    return Optional.ofNullable(config.accounts().get(location.account())).map(AccountConfig::kind);
  }

  /** Whether its downloads go to the server itself. */
  boolean redirects(StorageLocation location) {
    var account =
        location.equals(StorageLocation.DEFAULT)
            ? config.account()
            : Optional.of(location.account());
    return account.map(config.accounts()::get).filter(AccountConfig::redirect).isPresent();
  }

  @PreDestroy
  void disconnect() {
    servers.values().forEach(BlobServer::close);
  }
}
