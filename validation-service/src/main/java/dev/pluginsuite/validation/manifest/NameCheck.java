package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import java.util.List;
import java.util.regex.Pattern;

/** 5: the name can be shown. */
final class NameCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(
          5, "manifest-name", "name has 1 to 128 characters, none of them a control character.");
  private static final int LONGEST = 128;

  // Those that change the direction of text are there to deceive the reader.
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    return manifest.text("name").filter(name -> !isShowable(name)).stream()
        .map(NameCheck::finding)
        .toList();
  }

  private static boolean isShowable(String name) {
    return length(name) <= LONGEST && !CONTROL.matcher(name).find();
  }

  private static Finding finding(String name) {
    return REQUIREMENT.unmet(
        "/name",
        length(name) > LONGEST
            ? "name has %,d characters.".formatted(length(name))
            : "name has a control character.",
        "Write 1 to 128 characters without control characters.");
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
