package dev.pluginsuite.api.validation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.registry.ValidationStatus;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of validating one submission. It counts only for the submission and checksum it
 * names.
 *
 * @param truncated whether findings were left out to keep the event small; the whole report is at
 *     {@code reportUrl}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReportState(
    UUID packageId,
    UUID submissionId,
    String checksum,
    ValidationStatus outcome,
    @Nullable RiskLevel risk,
    List<Finding> errors,
    List<Finding> warnings,
    List<SecurityFinding> securityFindings,
    boolean truncated,
    String reportUrl) {}
