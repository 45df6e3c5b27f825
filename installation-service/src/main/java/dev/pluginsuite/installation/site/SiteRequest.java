package dev.pluginsuite.installation.site;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A site as it is registered or changed.
 *
 * @param acknowledge of a change after which plugins would not run any more
 * @param id only at registration; a changed site keeps its own
 * @param maintenanceWindows when deployments may change it; always, if absent or none
 */
record SiteRequest(
    @Pattern(
            regexp = "[a-z][a-z0-9-]{1,40}",
            message = "must be 2 to 41 lower-case letters, digits and dashes")
        @Nullable String id,
    @NotBlank @Size(max = 200) String name,
    @Size(max = 64) @Nullable String enterpriseId,
    @NotNull @Size(max = 256) String mesVersion,
    @NotNull @Size(max = 256) String apiVersion,
    @Nullable Boolean development,
    @Size(max = 50) @Nullable Map<@Size(max = 63) String, @NotNull @Size(max = 255) String> labels,
    @Size(min = 1, max = 50) @Nullable List<@NotBlank @Size(max = 64) String> registries,
    @Nullable SitePolicies policies,
    @Size(max = 10, message = "must be 10 at most")
        @Nullable List<@NotNull(message = "must not be missing") @Valid WindowRequest>
            maintenanceWindows,
    @Nullable Boolean acknowledge) {

  boolean isAcknowledged() {
    return Boolean.TRUE.equals(acknowledge);
  }

  SiteDescription description() {
    return new SiteDescription(
        name,
        enterpriseId,
        mesVersion,
        apiVersion,
        Boolean.TRUE.equals(development),
        labels == null ? Map.of() : labels,
        registries,
        policies == null ? SitePolicies.NONE : policies,
        maintenanceWindows == null
            ? List.of()
            : maintenanceWindows.stream().map(WindowRequest::window).toList());
  }
}
