package dev.pluginsuite.health.threshold;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Limits in the place of those that were set before; what is left out is not set any more. */
record ThresholdRequest(
    @NotNull(message = "is required") Limits limits,
    @Size(max = 2000) @Nullable String reason,
    @Size(max = 255) @Nullable String changeReference) {}
