package dev.pluginsuite.validation.npm;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads what pnpm would install: {@code pnpm-lock.yaml} of the versions 5, 6 and 9. What is for
 * development only is left out where the file marks it, which version 9 no longer does.
 */
final class PnpmLock {
  private final LockedLibraries to;

  PnpmLock(LockedLibraries to) {
    this.to = to;
  }

  void read(JsonNode lock) {
    var separator = lock.path("lockfileVersion").asText().startsWith("5") ? '/' : '@';
    lock.path("packages")
        .properties()
        .forEach(it -> locked(Key.of(it.getKey(), separator), it.getValue()));
  }

  private void locked(Key key, JsonNode it) {
    var resolution = it.path("resolution");
    if (!it.path("dev").asBoolean() && !resolution.path("type").asText().equals("directory")) {
      to.add(
          either(it.path("name"), key.name()),
          either(it.path("version"), key.version()),
          null,
          resolution.path("integrity").textValue());
    }
  }

  /** What comes from elsewhere than a registry has a URL for its key, and says what it is. */
  private static @Nullable String either(JsonNode said, @Nullable String inKey) {
    return said.isTextual() ? said.textValue() : inKey;
  }

  private record Key(@Nullable String name, @Nullable String version) {

    /** Such as {@code /a/1.0.0_b@2.0.0}, {@code /a@1.0.0(b@2.0.0)} or {@code @a/b@1.0.0}. */
    static Key of(String key, char separator) {
      var peers = key.indexOf('(');
      var bare = key.substring(key.startsWith("/") ? 1 : 0, peers < 0 ? key.length() : peers);
      var scope = bare.startsWith("@") ? bare.indexOf('/') : 0;
      var end = bare.indexOf(separator, scope + 1);
      return end < 1
          ? new Key(null, null)
          : new Key(bare.substring(0, end), withoutPeers(bare.substring(end + 1), separator));
    }

    /** Version 5 writes them behind a line, which is in no version. */
    private static String withoutPeers(String version, char separator) {
      var line = separator == '/' ? version.indexOf('_') : -1;
      return line < 0 ? version : version.substring(0, line);
    }
  }
}
