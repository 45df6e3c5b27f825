package dev.pluginsuite.registry.packages;

import dev.pluginsuite.registry.locks.NamedLock;
import dev.pluginsuite.registry.problem.RegistryProblem;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Submissions, and the packages that they make or renew. */
@ApplicationScoped
class SubmissionRepository implements PanacheRepositoryBase<Submission, UUID> {
  private final PackageRepository packages;

  SubmissionRepository(PackageRepository packages) {
    this.packages = packages;
  }

  Uni<Submission> get(UUID id) {
    return findById(id)
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalStateException("There is no submission %s.".formatted(id)));
  }

  /** One after the other for each version: the second finds what the first has made. */
  Uni<Void> lock(String version) {
    return NamedLock.hold("version", version);
  }

  /**
   * @param before the version if it was submitted before
   */
  Uni<PluginPackage> record(@Nullable PluginPackage before, Submission submission) {
    return before == null ? first(submission) : again(before, submission);
  }

  private Uni<PluginPackage> first(Submission submission) {
    var fresh = new PluginPackage(submission.packageId, submission, submission.registryId);
    return packages
        .persistAndFlush(fresh)
        .onFailure(ConstraintViolationException.class)
        .transform(race -> duplicate(fresh))
        .call(() -> persist(submission));
  }

  private Uni<PluginPackage> again(PluginPackage before, Submission submission) {
    return get(before.submissionId)
        .invoke(it -> it.endedAs(before))
        .invoke(() -> before.resubmit(submission))
        .chain(() -> persist(submission))
        .replaceWith(before);
  }

  private static RuntimeException duplicate(PluginPackage it) {
    return RegistryProblem.DUPLICATE_VERSION.because(
        "%s %s was submitted to registry %s at the same time."
            .formatted(it.pluginId, it.pluginVersion, it.registryId));
  }
}
