package dev.pluginsuite.validation.npm;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import org.jspecify.annotations.Nullable;

/**
 * An npm library that is in a package, or that the package would install.
 *
 * @param licence as it is declared; null if it is not
 * @param integrity as npm writes it, such as {@code sha512-…}; null if nobody said it
 * @param foundIn the file that says so
 */
public record NpmComponent(
    String name,
    String version,
    @Nullable String licence,
    @Nullable String integrity,
    String foundIn) {

  /** The package URL (purl), such as {@code pkg:npm/lodash@4.17.20}. */
  public String purl() {
    var slash = name.indexOf('/');
    try {
      var scope = slash < 0 ? null : name.substring(0, slash);
      return new PackageURL("npm", scope, name.substring(slash + 1), version, null, null)
          .canonicalize();
    } catch (MalformedPackageURLException e) {
      throw new IllegalStateException("A name that was checked makes no purl: " + name, e);
    }
  }
}
