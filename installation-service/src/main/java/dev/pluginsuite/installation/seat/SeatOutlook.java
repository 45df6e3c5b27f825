package dev.pluginsuite.installation.seat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.installation.licence.Choice;
import dev.pluginsuite.installation.licence.LicenceCode;
import dev.pluginsuite.installation.licence.Wanted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which licence would be used for a package, or why none.
 *
 * @param licenseKey masked
 * @param code null if there is one that does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeatOutlook(
    String pluginId,
    String version,
    LicenseType licenseType,
    @Nullable String licenseKey,
    @Nullable Instant licenseExpires,
    @Nullable LicenceCode code,
    @Nullable String remedy) {

  static SeatOutlook of(Wanted wanted, Choice choice) {
    var granted = choice.granted();
    var refusal = choice.refusal();
    return new SeatOutlook(
        wanted.pluginId(),
        wanted.version().toString(),
        wanted.needs(),
        granted == null ? null : granted.maskedKey(),
        granted == null ? null : granted.expiresAt(),
        refusal == null ? null : refusal.code(),
        refusal == null ? null : refusal.remedy());
  }
}
