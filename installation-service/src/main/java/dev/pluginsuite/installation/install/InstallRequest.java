package dev.pluginsuite.installation.install;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.installation.Decision;
import dev.pluginsuite.installation.licence.LicenceKey;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of an installation.
 *
 * @param siteId may be left out by a caller of exactly one site
 * @param dependencyConfiguration by plugin id, for dependencies that come along
 * @param licenseKey of the licence to be used; absent for any that does
 * @param dryRun answers the plan and changes nothing
 * @param planHash of a plan that was looked at: exactly that one, or a refusal
 */
record InstallRequest(
    @NotNull UUID packageId,
    @Size(max = 41) @Nullable String siteId,
    @Size(max = 500) @Nullable Map<String, Object> configuration,
    @Size(max = 100)
        @Nullable Map<@NotNull String, @NotNull @Size(max = 500) Map<String, Object>>
            dependencyConfiguration,
    @Size(max = 100) @Nullable String licenseKey,
    @Nullable Boolean dryRun,
    @Size(max = 64) @Nullable String planHash,
    @Size(max = 2000) @Nullable String reason,
    @Size(max = 255) @Nullable String changeReference) {

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }

  Order order(String site, Decision decision) {
    return new Order(
        site,
        packageId,
        configuration == null ? Map.of() : configuration,
        List.of(),
        dependencyConfiguration == null ? Map.of() : dependencyConfiguration,
        false,
        licenceKey(),
        planHash,
        null,
        decision);
  }

  private @Nullable LicenceKey licenceKey() {
    return licenseKey == null
        ? null
        : LicenceKey.parse(licenseKey)
            .orElseThrow(
                () ->
                    InstallationProblem.INVALID_LICENSE_KEY.because(
                        "The licence key is mistyped; compare it with what you were given.",
                        List.of(
                            new FieldError("licenseKey", "has to have 30 letters and digits"))));
  }
}
