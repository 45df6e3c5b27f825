package dev.pluginsuite.deployment.known;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * Sites by what they are like, instead of by name.
 *
 * @param labels all of which an ACTIVE site has to have; none stands for all ACTIVE sites
 */
public record SiteSelector(
    @NotNull(message = "is required") @Size(max = 10)
        Map<@NotNull @Size(min = 1, max = 63) String, @NotNull @Size(max = 63) String> labels) {}
