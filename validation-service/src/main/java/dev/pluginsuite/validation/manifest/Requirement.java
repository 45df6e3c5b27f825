package dev.pluginsuite.validation.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.Finding.Severity;
import dev.pluginsuite.validation.finding.Printable;
import org.jspecify.annotations.Nullable;

/**
 * What a check demands.
 *
 * @param id stable: clients may switch on it
 * @param number of the manifest check, 1 to 19; null for others
 */
public record Requirement(String id, @Nullable Integer number, Severity severity, String demand) {
  private static final int LONGEST = 500;

  public static Requirement error(int number, String id, String demand) {
    return new Requirement(id, number, Severity.ERROR, demand);
  }

  public static Requirement warning(int number, String id, String demand) {
    return new Requirement(id, number, Severity.WARNING, demand);
  }

  public Finding unmet(JsonPointer at, String message, String remedy) {
    return unmet(at.toString(), message, remedy);
  }

  public Finding unmet(String pointer, String message, String remedy) {
    return new Finding(
        id,
        number,
        severity,
        Printable.of(pointer, LONGEST),
        Printable.of(message, LONGEST),
        Printable.of(remedy, LONGEST));
  }
}
