package dev.pluginsuite.validation.scan;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import org.jspecify.annotations.Nullable;

/**
 * Something that may be found, and how grave it is.
 *
 * @param id stable: clients may switch on it
 * @param cwe such as {@code CWE-798}
 * @param severity in the plugin's own code
 * @param librarySeverity in published libraries, in minified code and where it is only mentioned
 */
public record Weakness(
    String id,
    @Nullable String cwe,
    Level severity,
    Level librarySeverity,
    String message,
    String remedy) {

  /** One that is as grave wherever it is. */
  public static Weakness everywhere(
      String id, @Nullable String cwe, Level severity, String message, String remedy) {
    return new Weakness(id, cwe, severity, severity, message, remedy);
  }

  /** The same, said with the values of one case. */
  public Weakness saying(String particularMessage) {
    return new Weakness(id, cwe, severity, librarySeverity, particularMessage, remedy);
  }

  /** The same, as grave as it is in a library. */
  public Weakness lighter() {
    return new Weakness(id, cwe, librarySeverity, librarySeverity, message, remedy);
  }
}
