package dev.pluginsuite.api.validation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A weakness found in an archive or its files.
 *
 * @param cwe such as {@code CWE-22}
 * @param file path inside the package
 * @param line counted from 1
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SecurityFinding(
    String ruleId,
    @Nullable String cwe,
    Level severity,
    @Nullable String file,
    @Nullable Integer line,
    String message,
    String remedy) {
  /** CRITICAL findings stop a submission. */
  public enum Level {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
  }
}
