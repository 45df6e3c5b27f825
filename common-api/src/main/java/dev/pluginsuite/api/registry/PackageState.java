package dev.pluginsuite.api.registry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pluginsuite.api.manifest.Manifest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A package as the other services know it.
 *
 * @param checksum SHA-256 of the bytes, lower-case hex
 * @param size in bytes
 * @param manifest what decides where it runs; null until validation has passed
 * @param submittedManifest as it was submitted, whatever it is; only while validation is RUNNING
 * @param contentUrl path below the API base from which the bytes are streamed
 * @param attestationUrl path of the signed approval; null until approved
 * @param reason why it was rejected, deprecated or revoked
 * @param replacedBy the package that sites should have instead of a deprecated one
 * @param revocation how it was taken back; null if it was not, and by releases that always stopped
 *     at once
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PackageState(
    UUID packageId,
    String registryId,
    String pluginId,
    String version,
    PackageStatus status,
    ValidationStatus validation,
    UUID submissionId,
    String checksum,
    long size,
    @Nullable Manifest manifest,
    @Nullable Object submittedManifest,
    @Nullable RiskLevel risk,
    LicenseType licenseType,
    String contentUrl,
    @Nullable String attestationUrl,
    String uploadedBy,
    Instant uploadedAt,
    @Nullable String reason,
    @Nullable UUID replacedBy,
    @Nullable Revocation revocation) {

  /**
   * How a package was taken back.
   *
   * @param deadline when it is stopped; only with {@link RevocationMode#DEADLINE}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Revocation(RevocationMode mode, @Nullable Instant deadline) {}
}
