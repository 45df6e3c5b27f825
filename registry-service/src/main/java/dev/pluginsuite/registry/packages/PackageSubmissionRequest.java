package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a submission. The manifest may be wrong in any way: validation says how.
 *
 * @param registryId absent for the enterprise's default registry
 */
record PackageSubmissionRequest(
    @Size(min = 1, max = 64) @Nullable String registryId,
    @NotNull
        // Possessive: a loop that could go back recurs, and a long text would end the stack.
        @Pattern(regexp = "[a-z0-9]++(-[a-z0-9]++)*+", message = "must be kebab-case")
        @Size(min = 3, max = 64)
        String pluginId,
    @NotBlank @Size(max = 256) String version,
    @NotNull(message = "must be the package's manifest.json") @Schema(implementation = Object.class)
        JsonNode manifest,
    @NotBlank @Size(max = 2000) String packageUrl,
    @NotBlank @Size(max = 80) String checksum) {
  PackageSubmission to(String registry) {
    return new PackageSubmission(registry, pluginId, version, manifest, packageUrl, checksum);
  }
}
