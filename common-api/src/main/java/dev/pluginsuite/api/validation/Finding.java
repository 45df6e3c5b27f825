package dev.pluginsuite.api.validation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What one check found.
 *
 * @param id stable name of the check, such as {@code manifest-version}
 * @param number of the manifest check, 1 to 19; null for others
 * @param pointer JSON pointer (RFC 6901) into the manifest
 * @param remedy what would be right
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Finding(
    String id,
    @Nullable Integer number,
    Severity severity,
    String pointer,
    String message,
    String remedy) {
  /** Errors stop a submission, warnings do not. */
  public enum Severity {
    ERROR,
    WARNING
  }
}
