package dev.pluginsuite.validation.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.api.version.VersionRange;
import dev.pluginsuite.common.problem.CommonProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which library is looked for.
 *
 * @param name on npm, with its scope
 * @param version exactly; null if any will do
 * @param range in which the version is; null if any will do
 */
record ComponentQuery(String name, @Nullable String version, @Nullable VersionRange range) {
  private static final String PURL = "purl";
  private static final String RANGE = "range";

  static ComponentQuery of(@Nullable String purl, @Nullable String name, @Nullable String range) {
    if (purl != null && name == null && range == null) {
      return ofPurl(purl);
    }
    if (purl == null && name != null && !name.isBlank()) {
      return new ComponentQuery(name, null, range == null ? null : range(range));
    }
    throw invalid(PURL, "or name has to be there; a range goes with a name");
  }

  boolean includes(String candidate) {
    if (version != null) {
      return version.equals(candidate);
    }
    return range == null || SemVer.parse(candidate).filter(range::contains).isPresent();
  }

  private static ComponentQuery ofPurl(String purl) {
    try {
      var parsed = new PackageURL(purl);
      if (!parsed.getType().equals("npm")) {
        throw invalid(PURL, "is of another type than npm");
      }
      var scope = parsed.getNamespace();
      var name = scope == null ? parsed.getName() : scope + "/" + parsed.getName();
      return new ComponentQuery(name, parsed.getVersion(), null);
    } catch (MalformedPackageURLException e) {
      throw invalid(PURL, "is no package URL, such as pkg:npm/lodash@4.17.20");
    }
  }

  private static VersionRange range(String text) {
    return VersionRange.parse(text)
        .orElseThrow(() -> invalid(RANGE, "is no version range, such as <4.17.21"));
  }

  private static RuntimeException invalid(String field, String fault) {
    return CommonProblem.INVALID_REQUEST.because(
        "It is not clear which library is looked for.", List.of(new FieldError(field, fault)));
  }
}
