package dev.pluginsuite.installation.licence;

import static dev.pluginsuite.installation.licence.LicenceCode.EXPIRED;
import static dev.pluginsuite.installation.licence.LicenceCode.NOT_A_DEVELOPMENT_SITE;
import static dev.pluginsuite.installation.licence.LicenceCode.OTHER_PLUGIN;
import static dev.pluginsuite.installation.licence.LicenceCode.OUT_OF_SCOPE;
import static dev.pluginsuite.installation.licence.LicenceCode.REVOKED;
import static dev.pluginsuite.installation.licence.LicenceCode.SEATS_EXHAUSTED;
import static dev.pluginsuite.installation.licence.LicenceCode.TRIAL_USED;
import static dev.pluginsuite.installation.licence.LicenceCode.VERSION_OUT_OF_RANGE;
import static dev.pluginsuite.installation.licence.LicenceCode.WRONG_TYPE;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.version.VersionRange;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a licence allows.
 *
 * @param range of versions; null for all
 * @param siteIds the sites it is for; empty for all of the enterprise
 * @param enterpriseId null for the sites of every enterprise
 * @param maxInstallations null for as many as there are sites
 * @param expiresAt null for never
 */
public record Terms(
    UUID id,
    String maskedKey,
    String registryId,
    String pluginId,
    @Nullable VersionRange range,
    LicenseType type,
    Set<String> siteIds,
    @Nullable String enterpriseId,
    @Nullable Integer maxInstallations,
    @Nullable Instant expiresAt,
    boolean revoked) {

  /**
   * Whether it does for what is wanted. Who has a seat has it for the time of grace too.
   *
   * @return why it does not; null if it does
   */
  public @Nullable Refusal refusal(Wanted wanted, Use use, Instant now) {
    var unfit = unfit(wanted);
    if (unfit != null) {
      return unfit;
    }
    var over = over(use, now);
    return over != null ? over : full(wanted, use);
  }

  private @Nullable Refusal unfit(Wanted wanted) {
    if (!pluginId.equals(wanted.pluginId()) || !registryId.equals(wanted.registryId())) {
      return new Refusal(
          OTHER_PLUGIN,
          "is for %s in the registry %s".formatted(pluginId, registryId),
          "Name a key for %s in the registry %s."
              .formatted(wanted.pluginId(), wanted.registryId()));
    }
    if (!Sufficient.types(wanted.needs()).contains(type)) {
      return new Refusal(
          WRONG_TYPE, "is of type %s".formatted(type), "%s.".formatted(needed(wanted)));
    }
    return unfitPlace(wanted);
  }

  private @Nullable Refusal unfitPlace(Wanted wanted) {
    if (!covers(wanted)) {
      return new Refusal(
          OUT_OF_SCOPE,
          "is not for %s".formatted(wanted.siteId()),
          "A licence is needed that is for %s.".formatted(wanted.siteId()));
    }
    if (type == LicenseType.DEVELOPER && !wanted.development()) {
      return new Refusal(
          NOT_A_DEVELOPMENT_SITE,
          "is for development sites, and %s is none".formatted(wanted.siteId()),
          "A licence of another type is needed, or a development site.");
    }
    if (range != null && !range.contains(wanted.version())) {
      return new Refusal(
          VERSION_OUT_OF_RANGE,
          "is for versions %s".formatted(range),
          "A licence is needed that is for %s, or another version.".formatted(wanted.version()));
    }
    return null;
  }

  private boolean covers(Wanted wanted) {
    return siteIds.isEmpty()
        ? enterpriseId == null || enterpriseId.equals(wanted.enterpriseId())
        : siteIds.contains(wanted.siteId());
  }

  private @Nullable Refusal over(Use use, Instant now) {
    if (revoked) {
      return new Refusal(REVOKED, "was revoked", "A new licence is needed.");
    }
    if (expiresAt != null && !now.isBefore(use.here() ? LicenceTime.end(expiresAt) : expiresAt)) {
      return new Refusal(
          EXPIRED,
          "expired at %s".formatted(expiresAt),
          "Central IT can extend it, or issue another.");
    }
    return null;
  }

  private @Nullable Refusal full(Wanted wanted, Use use) {
    if (use.here()) {
      return null;
    }
    if (type == LicenseType.TRIAL && use.otherTrial()) {
      return new Refusal(
          TRIAL_USED,
          "is a trial, and %s has tried %s before".formatted(wanted.siteId(), pluginId),
          "A licence is needed that is no trial.");
    }
    if (maxInstallations != null && use.taken() >= maxInstallations) {
      return new Refusal(
          SEATS_EXHAUSTED,
          "has %d seats, and all are taken".formatted(maxInstallations),
          "Central IT can raise maxInstallations; or the plugin is removed from another site.");
    }
    return null;
  }

  /** The rest of a sentence, or one of its own. */
  static String needed(Wanted wanted) {
    var types = Sufficient.types(wanted.needs());
    return types.isEmpty()
        ? "No licence does for the type %s".formatted(wanted.needs())
        : "A licence of type %s is needed for %s in the registry %s that is for %s"
            .formatted(
                types.stream().map(Enum::name).sorted().collect(Collectors.joining(" or ")),
                wanted.pluginId(),
                wanted.registryId(),
                wanted.siteId());
  }
}
