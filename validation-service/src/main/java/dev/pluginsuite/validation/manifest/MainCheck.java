package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 19: what the host loads is in the package. */
final class MainCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(19, "manifest-main", "main is the relative path of a file in the package.");
  private static final Pattern RELATIVE =
      Pattern.compile("(?!/)(?![A-Za-z]:)(?!(?:.*/)?\\.\\.(?:/|$))[^\\\\\\p{Cc}]+", Pattern.DOTALL);

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var main = manifest.field("main");
    if (main.isMissingNode()) {
      return List.of();
    }
    var fault = fault(main.textValue(), manifest.files());
    return fault == null
        ? List.of()
        : List.of(
            REQUIREMENT.unmet(
                "/main",
                fault,
                "Write the path of a file in the package, with / and without ..,"
                    + " such as dist/index.js."));
  }

  private static @Nullable String fault(@Nullable String main, @Nullable Set<String> files) {
    if (main == null || main.isBlank()) {
      return "main is not a path.";
    }
    if (!RELATIVE.matcher(main).matches()) {
      return "main %s is not a relative path below the package.".formatted(main);
    }
    return files == null || files.contains(main.replaceFirst("^(?:\\./)+", ""))
        ? null
        : "main %s is not in the package.".formatted(main);
  }
}
