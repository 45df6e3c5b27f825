package dev.pluginsuite.health.sample;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.health.HealthSample;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Samples of one site, each read for itself. */
record BatchRequest(
    @Schema(type = SchemaType.ARRAY, implementation = HealthSample.class)
        @NotNull(message = "is required")
        @Size(min = 1, max = 1000, message = "must have 1 to 1000 samples")
        List<JsonNode> samples) {}
