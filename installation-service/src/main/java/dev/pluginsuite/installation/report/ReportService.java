package dev.pluginsuite.installation.report;

import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.installation.command.CommandService;
import dev.pluginsuite.installation.enrolment.EnrolmentService;
import dev.pluginsuite.installation.installation.SiteChangeService;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.site.SiteView;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes reports. What settles an installation and what answers a command is one transaction. */
@ApplicationScoped
class ReportService {
  private final SiteService sites;
  private final SiteChangeService changes;
  private final CommandService commands;
  private final EnrolmentService enrolments;

  ReportService(
      SiteService sites,
      SiteChangeService changes,
      CommandService commands,
      EnrolmentService enrolments) {
    this.sites = sites;
    this.changes = changes;
    this.commands = commands;
    this.enrolments = enrolments;
  }

  /** Answers the generation that the site should be at. */
  @WithTransaction
  Uni<Long> take(String siteId, SiteReport report) {
    return sites
        .lock(siteId)
        .call(() -> sites.contacted(siteId, report.agentVersion()))
        .call(() -> enrolments.confirm(siteId))
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
    return changes.observe(site.id(), report).chain(() -> commands.settle(site.id()));
  }
}
