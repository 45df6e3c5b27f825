package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.blobs.Account.Kind;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where bytes are kept. */
@ConfigMapping(prefix = "suite.storage")
interface StorageConfig {
  /** The folder that is the default store when no account is named for it. */
  Path root();

  /** How many of this service run. */
  int replicas();

  /** Whether every replica sees the same folders. */
  boolean shared();

  /** The account of the default store. */
  Optional<String> account();

  /** Bucket, or bucket and prefix, of the default store. */
  Optional<String> bucket();

  /** Of one answer of a storage server. */
  Duration timeout();

  /** Of one download or upload as a whole. */
  Duration deadline();

  /** How long a link to a storage server lets its bearer in. */
  Duration linkValid();

  /** Storage servers by a name of ours. */
  Map<String, AccountConfig> accounts();

  /** What a server is and what registries may use of it: credentials are here and nowhere else. */
  interface AccountConfig {
    Kind kind();

    URI url();

    @WithDefault("us-east-1")
    String region();

    Optional<String> accessKey();

    Optional<String> secretKey();

    /** Buckets, or prefixes in them, that registries may be kept in. */
    Optional<List<String>> buckets();

    /** Whether downloads are sent there instead of passing through, and past, our check. */
    @WithDefault("false")
    boolean redirect();
  }
}
