package dev.pluginsuite.api.attestation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pluginsuite.api.registry.RiskLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** That a package was approved: an in-toto statement (in-toto attestation framework v1). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApprovalStatement(
    @JsonProperty("_type") String type,
    List<Subject> subject,
    String predicateType,
    Predicate predicate) {
  public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
  public static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
  public static final String PREDICATE_TYPE = "https://pluginsuite.dev/attestation/approval/v1";

  public static ApprovalStatement of(String name, String sha256, Predicate predicate) {
    return new ApprovalStatement(
        STATEMENT_TYPE,
        List.of(new Subject(name, Map.of("sha256", sha256))),
        PREDICATE_TYPE,
        predicate);
  }

  /** Whether it approves exactly these bytes as exactly this version. */
  public boolean approves(UUID packageId, String pluginId, String version, String sha256) {
    return STATEMENT_TYPE.equals(type)
        && PREDICATE_TYPE.equals(predicateType)
        && predicate.packageId().equals(packageId)
        && predicate.pluginId().equals(pluginId)
        && predicate.version().equals(version)
        && subject.stream().anyMatch(it -> sha256.equals(it.digest().get("sha256")));
  }

  /** The bytes it is about. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Subject(String name, Map<String, String> digest) {}

  /**
   * Who approved what, when.
   *
   * @param manifestDigest SHA-256 of the manifest as submitted, lower-case hex
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Predicate(
      UUID packageId,
      String pluginId,
      String version,
      String manifestDigest,
      RiskLevel risk,
      String approver,
      Instant approvedAt) {}
}
