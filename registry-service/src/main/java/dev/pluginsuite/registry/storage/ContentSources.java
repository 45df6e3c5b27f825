package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.blobs.Account.Kind;
import dev.pluginsuite.registry.blobs.ResumingInputStream;
import dev.pluginsuite.registry.problem.RegistryProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Fetches packages that lie in a registry's own bucket, with that registry's own credentials, and
 * from no other place.
 */
@ApplicationScoped
public class ContentSources {
  /** A segment that begins with a dot could lead out of the prefix; nobody needs one. */
  private static final Pattern KEY =
      Pattern.compile("(?:/[A-Za-z0-9_@+=-][A-Za-z0-9._@+=-]*+){1,20}+");

  /**
   * What lies there was not put there to be submitted: others' uploads, others' packages. Other
   * registries, and the default store, may be kept further down.
   */
  private static final List<String> OURS =
      List.of("/" + Keys.UPLOADS, "/" + Keys.OBJECTS, "/" + Keys.QUARANTINE);

  private final StorageAccounts accounts;
  private final ContentStore store;
  private final StorageConfig config;

  ContentSources(StorageAccounts accounts, ContentStore store, StorageConfig config) {
    this.accounts = accounts;
    this.store = store;
    this.config = config;
  }

  /**
   * Streams {@code s3://bucket/key} or {@code az://container/key} into an upload, which is then
   * submitted like one that was sent. Blocks.
   *
   * @param registry where the registry's packages are kept: the only bucket and prefix it may name
   * @param largest in bytes
   */
  public StoredContent fetch(StorageLocation registry, URI source, UUID upload, long largest) {
    var key = keyWithin(registry, source);
    try {
      var bucket = accounts.at(registry);
      var found = bucket.find(key).orElseThrow(() -> new NoSuchFileException(key));
      try (var bytes = new ResumingInputStream(bucket, key, 0, found.size(), config.deadline())) {
        return store.receive(upload, bytes, largest);
      }
    } catch (NoSuchFileException e) {
      throw RegistryProblem.SOURCE_MISSING.because("There is no object %s.".formatted(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The key below the registry's prefix, once everything about the URL is what it may be. */
  private String keyWithin(StorageLocation registry, URI source) {
    var path = Objects.requireNonNullElse(source.getRawPath(), "");
    var prefix = registry.prefix().isEmpty() ? "/" : "/" + registry.prefix() + "/";
    var allowed =
        kind(source).isPresent()
            && kind(source).equals(accounts.kind(registry))
            && registry.bucket().equals(source.getRawAuthority())
            && source.getRawQuery() == null
            && source.getRawFragment() == null
            && KEY.matcher(path).matches()
            && path.startsWith(prefix);
    var key = allowed ? path.substring(prefix.length()) : "";
    if (key.isEmpty() || OURS.stream().anyMatch(("/" + key)::contains)) {
      throw RegistryProblem.URL_NOT_ALLOWED.because(
          "The registry fetches from the bucket and prefix of its own storage only.");
    }
    return key;
  }

  private static Optional<Kind> kind(URI source) {
    if ("s3".equalsIgnoreCase(source.getScheme())) {
      return Optional.of(Kind.S3);
    }
    return "az".equalsIgnoreCase(source.getScheme()) ? Optional.of(Kind.AZURE) : Optional.empty();
  }
}
