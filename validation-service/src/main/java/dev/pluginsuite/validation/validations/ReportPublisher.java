package dev.pluginsuite.validation.validations;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.republication.CurrentState;
import dev.pluginsuite.common.republication.StatePublisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Offers the last report about each package to be said again. */
@ApplicationScoped
class ReportPublisher implements StatePublisher {
  private final ValidationRepository validations;
  private final ReportSummary summary;

  ReportPublisher(ValidationRepository validations, ReportSummary summary) {
    this.validations = validations;
    this.summary = summary;
  }

  @Override
  public String topic() {
    return Topic.REPORTS.topicName();
  }

  @Override
  public Uni<Page<CurrentState>> current(PageRequest page) {
    return validations.finished(page).map(rows -> rows.map(this::state));
  }

  private CurrentState state(Validation it) {
    return new CurrentState(topic(), it.packageId, it.packageRevision, summary.of(it));
  }
}
