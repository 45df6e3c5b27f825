package dev.pluginsuite.registry.storage;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.storage.StorageConfig.AccountConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a registry may have its packages kept: on servers and in buckets that configuration allows,
 * and nowhere else.
 */
@ApplicationScoped
public class RegistryStorage {
  /** Without a segment that could lead out of the prefix. */
  private static final Pattern PATH =
      Pattern.compile("[a-z0-9][a-z0-9-]{1,62}+(?:/[A-Za-z0-9_-][A-Za-z0-9._-]{0,62}+){0,4}+");

  private final StorageConfig config;

  RegistryStorage(StorageConfig config) {
    this.config = config;
  }

  /**
   * The place that a registry's configuration names; the default store if it names none.
   *
   * @param bucket a bucket, or a bucket and a prefix in it
   */
  public StorageLocation locate(@Nullable String url, @Nullable String bucket) {
    if (url == null && bucket == null) {
      return StorageLocation.DEFAULT;
    }
    if (url == null || bucket == null) {
      throw refused(
          url == null ? "storageUrl" : "storageBucket",
          "must be given, as storageUrl and storageBucket belong together");
    }
    var accounts = accounts(normalized(url));
    if (accounts.isEmpty()) {
      throw refused("storageUrl", "is none of the storage servers that are configured");
    }
    return accounts.stream()
        .filter(it -> PATH.matcher(bucket).matches() && allows(it.getValue(), bucket))
        .map(it -> StorageLocation.of(it.getKey(), bucket))
        .findFirst()
        .orElseThrow(
            () -> refused("storageBucket", "is not a bucket or prefix that registries may use"));
  }

  /**
   * Where bytes of a registry that names this are kept. The default store's own place has one name
   * only: under two, an object would have two rows, and be removed by the one while it is kept by
   * the other.
   */
  public StorageLocation home(@Nullable String url, @Nullable String bucket) {
    var named = locate(url, bucket);
    var isDefault =
        config
            .account()
            .map(it -> StorageLocation.of(it, config.bucket().orElseThrow()))
            .filter(named::equals)
            .isPresent();
    return isDefault ? StorageLocation.DEFAULT : named;
  }

  private List<Map.Entry<String, AccountConfig>> accounts(String url) {
    return config.accounts().entrySet().stream()
        .filter(it -> normalized(it.getValue().url().toString()).equals(url))
        .toList();
  }

  private static boolean allows(AccountConfig account, String bucket) {
    return account.buckets().orElse(List.of()).stream()
        .anyMatch(it -> bucket.equals(it) || bucket.startsWith(it + "/"));
  }

  /** Servers are compared, not paths: a slash at the end or capitals in a host mean nothing. */
  private static String normalized(String url) {
    try {
      var uri = URI.create(url.strip()).normalize();
      if (uri.getScheme() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
        return url;
      }
      var authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
      var server = uri.getScheme() + "://" + authority;
      return (server.toLowerCase(Locale.ROOT) + uri.getRawPath()).replaceFirst("/+$", "");
    } catch (IllegalArgumentException notOne) {
      return url;
    }
  }

  private static RuntimeException refused(String field, String what) {
    return RegistryProblem.STORAGE_NOT_ALLOWED.because(
        "The registry cannot be kept there.", List.of(new FieldError(field, what)));
  }
}
