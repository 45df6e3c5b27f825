package dev.pluginsuite.validation.scancheck;

import dev.pluginsuite.validation.scanrule.InvalidRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * SHA-256 of packages and files that nobody wants to see again, with the reason.
 *
 * @param reasons by lower-case hex
 */
public record BlockedDigests(Map<String, String> reasons) {
  private static final Pattern LINE =
      Pattern.compile("([0-9a-fA-F]{64})(?:\\s+(\\S.{0,299}))?\\s*");

  public static BlockedDigests none() {
    return new BlockedDigests(Map.of());
  }

  /**
   * From a file with a digest and, behind it, a reason on each line; {@code #} begins a comment.
   *
   * @throws InvalidRules if the file cannot be read, or is not so
   */
  public static BlockedDigests read(Path file) {
    var reasons = new HashMap<String, String>();
    try {
      for (var line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          var parts = LINE.matcher(line);
          if (!parts.matches()) {
            throw new InvalidRules(
                "The list of blocked digests %s has a line that does not begin with 64 hex digits: %s"
                    .formatted(file, line),
                null);
          }
          var reason = parts.group(2) == null ? "no reason was given" : parts.group(2).strip();
          reasons.put(parts.group(1).toLowerCase(Locale.ROOT), reason);
        }
      }
    } catch (IOException e) {
      throw new InvalidRules(
          "The list of blocked digests %s cannot be read: %s".formatted(file, e), e);
    }
    return new BlockedDigests(Map.copyOf(reasons));
  }
}
