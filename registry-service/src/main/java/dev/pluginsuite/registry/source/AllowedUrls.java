package dev.pluginsuite.registry.source;

import dev.pluginsuite.registry.registries.StorageNames;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which https URLs one registry fetches: those below its own storage, and those of hosts that the
 * operator listed. No other.
 */
final class AllowedUrls {
  /** Ways to write a path that others may read as leading somewhere else. */
  private static final Pattern TRICKS = Pattern.compile("(?i)/\\.{1,2}(/|$)|//|%2e|%2f|%5c|%00|;");

  private final Set<String> hosts;
  private final @Nullable URI storage;

  AllowedUrls(Set<String> hosts, StorageNames registry) {
    this.hosts = hosts.stream().map(AllowedUrls::lower).collect(Collectors.toUnmodifiableSet());
    this.storage = storage(registry);
  }

  /** The bucket is the path's first part; with a slash at its end, so that it has no namesakes. */
  private static @Nullable URI storage(StorageNames registry) {
    var url = registry.storageUrl();
    if (url == null || !lower(url).startsWith("https://")) {
      return null;
    }
    try {
      var bucket = registry.storageBucket() == null ? "" : registry.storageBucket() + "/";
      return URI.create(url.endsWith("/") ? url + bucket : url + "/" + bucket);
    } catch (IllegalArgumentException noUrl) {
      return null;
    }
  }

  boolean allow(URI url) {
    var host = url.getHost();
    if (host == null || !"https".equalsIgnoreCase(url.getScheme())) {
      return false;
    }
    return hosts.contains(lower(host)) || isBelow(storage, url);
  }

  private static boolean isBelow(@Nullable URI storage, URI url) {
    var path = Objects.requireNonNullElse(url.getRawPath(), "");
    return storage != null
        && lower(url.getHost()).equals(lower(storage.getHost()))
        && port(url) == port(storage)
        && path.startsWith(storage.getRawPath())
        && !TRICKS.matcher(path).find();
  }

  private static int port(URI url) {
    return url.getPort() < 0 ? 443 : url.getPort();
  }

  private static String lower(@Nullable String text) {
    return Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
  }
}
