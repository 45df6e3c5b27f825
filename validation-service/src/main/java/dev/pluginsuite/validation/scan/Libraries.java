package dev.pluginsuite.validation.scan;

import dev.pluginsuite.validation.npm.NpmPackage;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which files are published libraries rather than the plugin's own code: all below {@code
 * node_modules}, and every folder whose package.json is that of a published package, unless it is
 * the plugin's own.
 */
final class Libraries {
  private static final Pattern INSTALLED =
      Pattern.compile("(?:^|/)(?:node_modules|bower_components|jspm_packages)/");

  private final Set<String> folders;

  Libraries(Collection<NpmPackage> packages, @Nullable String pluginId) {
    folders =
        packages.stream()
            .filter(NpmPackage::isPublished)
            .filter(it -> !it.isOf(pluginId))
            .map(NpmPackage::folder)
            .collect(Collectors.toUnmodifiableSet());
  }

  boolean contain(String path) {
    return INSTALLED.matcher(path).find() || folders.contains("") || isBelowOne(path);
  }

  private boolean isBelowOne(String path) {
    for (var end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (folders.contains(path.substring(0, end))) {
        return true;
      }
    }
    return false;
  }
}
