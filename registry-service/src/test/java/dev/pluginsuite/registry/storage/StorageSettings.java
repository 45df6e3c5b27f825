package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.blobs.Account;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration as an operator would write it. */
record StorageSettings(
    Path root,
    int replicas,
    boolean shared,
    Optional<String> account,
    Optional<String> bucket,
    Map<String, AccountConfig> accounts)
    implements StorageConfig {

  static StorageSettings folder(Path root) {
    return new StorageSettings(root, 1, false, Optional.empty(), Optional.empty(), Map.of());
  }

  StorageSettings with(Map<String, AccountConfig> others) {
    return new StorageSettings(root, replicas, shared, account, bucket, others);
  }

  StorageSettings with(int howMany, boolean sharing) {
    return new StorageSettings(root, howMany, sharing, account, bucket, accounts);
  }

  StorageSettings keptAt(String name, String where) {
    return new StorageSettings(
        root, replicas, shared, Optional.of(name), Optional.of(where), accounts);
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(20);
  }

  @Override
  public Duration deadline() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Duration linkValid() {
    return Duration.ofMinutes(1);
  }

  record Server(
      Account.Kind kind,
      URI url,
      Optional<String> accessKey,
      Optional<String> secretKey,
      Optional<List<String>> buckets,
      boolean redirect)
      implements AccountConfig {

    static Server of(Account it, String... buckets) {
      return new Server(
          it.kind(), it.url(), it.keyId(), it.secret(), Optional.of(List.of(buckets)), false);
    }

    @Override
    public String region() {
      return "us-east-1";
    }
  }
}
