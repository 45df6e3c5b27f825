package dev.pluginsuite.installation.report;

import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.command.CommandService;
import dev.pluginsuite.installation.enrolment.EnrolmentService;
import dev.pluginsuite.installation.installation.SiteChangeService;
import dev.pluginsuite.installation.offboarding.OffboardingService;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.site.SiteView;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Takes reports. What settles an installation and what answers a command is one transaction. */
@ApplicationScoped
class ReportService {
  /** More changes than any backup of ours could have missed. */
  private static final long FARTHEST_AHEAD = 1_000_000;

  private final SiteService sites;
  private final SiteChangeService changes;
  private final CommandService commands;
  private final EnrolmentService enrolments;
  private final ObservationService observations;
  private final OffboardingService offboardings;

  ReportService(
      SiteService sites,
      SiteChangeService changes,
      CommandService commands,
      EnrolmentService enrolments,
      ObservationService observations,
      OffboardingService offboardings) {
    this.sites = sites;
    this.changes = changes;
    this.commands = commands;
    this.enrolments = enrolments;
    this.observations = observations;
    this.offboardings = offboardings;
  }

  /**
   * Answers the generation that the site should be at.
   *
   * @param authenticatedAt of the agent
   */
  @WithTransaction
  Uni<Long> take(String siteId, SiteReport report, Instant authenticatedAt) {
    return sites
        .lock(siteId)
        .invoke(ReportService::requireOpen)
        .invoke(site -> requireCredible(site, report))
        .call(() -> sites.contacted(siteId, report.agentVersion(), report.siteGeneration()))
        .call(() -> observations.keep(siteId, report))
        .call(() -> enrolments.confirm(siteId, authenticatedAt))
        .chain(site -> take(site, report))
        .chain(() -> sites.lock(siteId))
        .map(SiteView::siteGeneration);
  }

  private Uni<Void> take(SiteView site, SiteReport report) {
    if (report.siteGeneration() < site.siteGeneration()) {
      return Uni.createFrom().voidItem();
    }
    if (report.siteGeneration() > site.siteGeneration()) {
      return changes.tellAfter(site.id(), report.siteGeneration());
    }
    return changes
        .observe(site.id(), report)
        .chain(() -> commands.settle(site.id()))
        .chain(() -> offboardings.reported(site));
  }

  /** What is taken is never taken back: one report must not carry the site out of reach. */
  private static void requireCredible(SiteView site, SiteReport report) {
    if (report.siteGeneration() - site.siteGeneration() > FARTHEST_AHEAD) {
      throw CommonProblem.INVALID_REQUEST.because(
          "The report is about generation %d, but %s is at %d."
              .formatted(report.siteGeneration(), site.id(), site.siteGeneration()));
    }
  }

  /** A token outlives its client for some minutes. */
  private static void requireOpen(SiteView site) {
    if (site.status() == SiteStatus.OFFBOARDED) {
      throw InstallationProblem.SITE_NOT_ACTIVE.because(
          "The site %s is OFFBOARDED; nothing is expected of it.".formatted(site.id()));
    }
  }
}
