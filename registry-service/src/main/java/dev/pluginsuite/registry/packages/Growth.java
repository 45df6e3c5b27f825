package dev.pluginsuite.registry.packages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a version may do that the last approved one may not.
 *
 * @param added permissions, sorted
 * @param comparedWith that version; null when none is approved yet
 */
record Growth(List<String> added, @Nullable String comparedWith) {
  static final Growth OF_THE_FIRST = new Growth(List.of(), null);

  static Growth between(PluginPackage approved, PluginPackage next) {
    var known = approved.declared.permissions();
    var added =
        next.declared.permissions().stream()
            .filter(it -> !known.contains(it))
            .distinct()
            .sorted()
            .toList();
    return new Growth(added, approved.pluginVersion);
  }
}
