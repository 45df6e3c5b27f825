package dev.pluginsuite.registry.registries;

import dev.pluginsuite.api.registry.RegistryState;
import dev.pluginsuite.api.registry.RegistryType;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.registry.problem.RegistryProblem;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A store of plugins. */
@Entity
@Table(name = "plugin_registries")
class Registry {
  private static final int LONGEST_SUMMARY = 255;

  @Id String id;

  @Enumerated(EnumType.STRING)
  RegistryType type;

  String name;

  @Column(name = "storage_url")
  @Nullable String storageUrl;

  @Column(name = "storage_bucket")
  @Nullable String storageBucket;

  @Column(name = "enterprise_id")
  @Nullable String enterpriseId;

  @Column(name = "site_id")
  @Nullable String siteId;

  @Column(name = "is_active")
  boolean isActive = true;

  /** The one of its scope that a submission goes to that names none. */
  @Column(name = "is_default")
  boolean isDefault;

  @Embedded ReviewPolicy review = ReviewPolicy.PLAIN;

  @Column(name = "created_at")
  Instant createdAt;

  long revision = 1;

  @Version int version;

  @SuppressWarnings("NullAway.Init")
  protected Registry() {}

  Registry(String id, RegistryType type, Details details, Instant createdAt) {
    this.id = id;
    this.type = type;
    this.name = details.name();
    this.createdAt = createdAt;
    take(details);
  }

  void change(Details details) {
    var sameScope =
        Objects.equals(enterpriseId, details.enterpriseId())
            && Objects.equals(siteId, details.siteId());
    isDefault = isDefault && sameScope;
    take(details);
    revision++;
  }

  void deactivate() {
    isActive = false;
    isDefault = false;
    revision++;
  }

  void makeDefault() {
    if (!isActive) {
      throw RegistryProblem.REGISTRY_INACTIVE.because(
          "The registry %s was deactivated and cannot be the default.".formatted(id));
    }
    isDefault = true;
  }

  /** Because another one of its scope becomes the default. */
  void makeOrdinary() {
    isDefault = false;
    revision++;
  }

  RegistryRules rules() {
    return new RegistryRules(id, type, enterpriseId, review);
  }

  private void take(Details details) {
    requireScope(details);
    name = details.name();
    storageUrl = details.storageUrl();
    storageBucket = details.storageBucket();
    enterpriseId = details.enterpriseId();
    siteId = details.siteId();
    review = details.review() == null ? review : details.review();
  }

  private void requireScope(Details details) {
    if (type == RegistryType.SITE && details.siteId() == null) {
      throw invalid("siteId", "must name the site of a SITE registry");
    }
    if (type == RegistryType.ENTERPRISE && details.siteId() != null) {
      throw invalid("siteId", "must be absent: an ENTERPRISE registry belongs to no site");
    }
  }

  private static RuntimeException invalid(String field, String rule) {
    return CommonProblem.INVALID_REQUEST.because(
        "The registry's type and scope do not fit.", List.of(new FieldError(field, rule)));
  }

  /** For the audit: what decides where packages are kept and who has to let them through. */
  String summary() {
    var all =
        "%s, default=%s, %s, storage=%s/%s"
            .formatted(
                isActive ? "active" : "inactive", isDefault, review, storageUrl, storageBucket);
    return all.substring(0, Math.min(all.length(), LONGEST_SUMMARY));
  }

  RegistryState state() {
    return new RegistryState(id, type, name, enterpriseId, siteId, isActive);
  }

  /**
   * What can be changed of it.
   *
   * @param review null to leave it as it is
   */
  record Details(
      String name,
      @Nullable String storageUrl,
      @Nullable String storageBucket,
      @Nullable String enterpriseId,
      @Nullable String siteId,
      @Nullable ReviewPolicy review) {}
}
