package dev.pluginsuite.validation.npm;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be a name or a version of an npm package: the rest is of no use to anybody. */
final class NpmNames {
  private static final int LONGEST = 214;
  private static final Pattern NAME =
      Pattern.compile(
          "(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*", Pattern.CASE_INSENSITIVE);
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+_-]{0,127}");

  private NpmNames() {}

  static @Nullable String nameOrNull(@Nullable String name) {
    return name != null && name.length() <= LONGEST && NAME.matcher(name).matches() ? name : null;
  }

  static @Nullable String versionOrNull(@Nullable String version) {
    return version != null && VERSION.matcher(version).matches() ? version : null;
  }
}
