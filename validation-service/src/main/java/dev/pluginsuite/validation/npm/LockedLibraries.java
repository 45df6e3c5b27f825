package dev.pluginsuite.validation.npm;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the libraries go that a lock file names; what is no library's name or version is left. */
final class LockedLibraries {
  private final String path;
  private final Consumer<NpmComponent> to;

  /**
   * @param path of the lock file
   */
  LockedLibraries(String path, Consumer<NpmComponent> to) {
    this.path = path;
    this.to = to;
  }

  void add(
      @Nullable String name,
      @Nullable String version,
      @Nullable String licence,
      @Nullable String integrity) {
    var goodName = NpmNames.nameOrNull(name);
    var goodVersion = NpmNames.versionOrNull(version);
    if (goodName != null && goodVersion != null) {
      to.accept(new NpmComponent(goodName, goodVersion, licence, integrity, path));
    }
  }
}
