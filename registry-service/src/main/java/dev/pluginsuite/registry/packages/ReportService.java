package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.validation.ReportState;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.security.Actor;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Takes what validation says of submissions. */
@ApplicationScoped
class ReportService {
  private final PackageRepository packages;
  private final SubmissionRepository submissions;
  private final DeveloperPolicy policy;
  private final PackageEvents events;
  private final Audit audit;
  private final Clock clock;

  ReportService(
      PackageRepository packages,
      SubmissionRepository submissions,
      DeveloperPolicy policy,
      PackageEvents events,
      Audit audit,
      Clock clock) {
    this.packages = packages;
    this.submissions = submissions;
    this.policy = policy;
    this.events = events;
    this.audit = audit;
    this.clock = clock;
  }

  /** A report about anything but the current submission changes nothing. */
  @WithTransaction
  Uni<?> validated(StateEvent<ReportState> event) {
    var report = event.state();
    return packages
        .findById(report.packageId())
        .chain(
            it ->
                it != null && it.awaits(report)
                    ? conclude(it, report)
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> conclude(PluginPackage it, ReportState report) {
    var before = it.status();
    it.validated(report, clock.instant());
    var deed =
        Deed.of("package.validated", "package", it.id)
            .changing(before, it.status())
            .because(it.review.reason, null);
    return audit
        .record(Actor.system(PluginPackage.VALIDATION.name()), deed)
        .chain(() -> submissions.get(report.submissionId()))
        .invoke(submission -> submission.outcome = report.outcome())
        .chain(() -> policy.apply(it))
        .chain(() -> events.tell(it, "package.validated"));
  }
}
