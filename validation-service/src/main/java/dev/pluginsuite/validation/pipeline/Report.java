package dev.pluginsuite.validation.pipeline;

import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.validation.scan.CheckRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a validation found.
 *
 * @param outcome PASSED or FAILED
 * @param risk null if the manifest could not be read
 * @param checksum SHA-256 of the package's bytes; null if there were none, or more than may be
 * @param size of the package in bytes; null if there was none
 * @param timings every check with what came of it and how long it took
 */
public record Report(
    ValidationStatus outcome,
    @Nullable RiskLevel risk,
    List<Finding> errors,
    List<Finding> warnings,
    List<SecurityFinding> securityFindings,
    @Nullable String checksum,
    @Nullable Long size,
    List<CheckRun> timings) {}
