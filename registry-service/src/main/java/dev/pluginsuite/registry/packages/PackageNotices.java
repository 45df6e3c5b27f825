package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RevocationMode;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.registry.installations.KnownInstallationService;
import dev.pluginsuite.registry.notices.NoticeScope;
import dev.pluginsuite.registry.notices.NoticeType;
import dev.pluginsuite.registry.notices.Notices;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells those who asked to be told what became of packages. */
@ApplicationScoped
class PackageNotices {
  private final Notices notices;
  private final KnownInstallationService installations;

  PackageNotices(Notices notices, KnownInstallationService installations) {
    this.notices = notices;
    this.installations = installations;
  }

  /**
   * @param verb what was done, as the package's event says it
   */
  Uni<Void> raise(PluginPackage it, String verb) {
    var type = type(it, verb);
    if (type.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return concerned(it, type.get())
        .map(sites -> new NoticeScope(it.registryId, it.pluginId, it.uploader, sites))
        .chain(scope -> notices.raise(type.get(), it.id, scope, PackageNotice.of(it)));
  }

  /** Empty for a step that leaves the decision open: nobody has to be told of it. */
  private static Optional<NoticeType> type(PluginPackage it, String verb) {
    return Optional.ofNullable(
        switch (verb) {
          case "package.submitted" -> NoticeType.PACKAGE_SUBMITTED;
          case "package.approve" ->
              it.status() == PackageStatus.APPROVED ? NoticeType.PACKAGE_APPROVED : null;
          case "package.reject" -> NoticeType.PACKAGE_REJECTED;
          case "package.validated" -> concluded(it);
          case "package.deprecate" -> NoticeType.PACKAGE_DEPRECATED;
          case "package.revoke" -> NoticeType.PACKAGE_REVOKED;
          default -> null;
        });
  }

  /** Validation turns down, policy approves; somebody may have decided before the report came. */
  private static @Nullable NoticeType concluded(PluginPackage it) {
    if (Reviewer.POLICY.name().equals(it.review.decidedBy)) {
      return NoticeType.PACKAGE_APPROVED;
    }
    return PluginPackage.VALIDATION.name().equals(it.review.decidedBy)
        ? NoticeType.PACKAGE_REJECTED
        : null;
  }

  private Uni<Set<String>> concerned(PluginPackage it, NoticeType type) {
    return type.sites() == NoticeType.Sites.CONCERNED
        ? installations.sites(it.id)
        : Uni.createFrom().item(Set.of());
  }

  /**
   * What receivers get as the CloudEvent's data.
   *
   * @param revocationDeadline when what is still there is stopped
   */
  record PackageNotice(
      UUID packageId,
      String registryId,
      String pluginId,
      String version,
      PackageStatus status,
      @Nullable RiskLevel risk,
      String uploadedBy,
      @Nullable String decidedBy,
      @Nullable String reason,
      @Nullable RevocationMode revocationMode,
      @Nullable Instant revocationDeadline) {
    static PackageNotice of(PluginPackage it) {
      var terms = it.review.terms();
      return new PackageNotice(
          it.id,
          it.registryId,
          it.pluginId,
          it.pluginVersion,
          it.status(),
          it.risk,
          it.uploadedBy,
          it.review.decidedBy,
          it.review.reason,
          terms == null ? null : terms.mode(),
          terms == null ? null : terms.deadline());
    }
  }
}
