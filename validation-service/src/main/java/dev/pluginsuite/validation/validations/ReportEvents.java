package dev.pluginsuite.validation.validations;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Tells the suite what came of a validation. */
@ApplicationScoped
class ReportEvents {
  private final Outbox outbox;
  private final ReportSummary summary;

  ReportEvents(Outbox outbox, ReportSummary summary) {
    this.outbox = outbox;
    this.summary = summary;
  }

  Uni<Void> tell(Validation it) {
    var type = "validation." + it.status.name().toLowerCase(Locale.ROOT);
    return outbox.state(
        Topic.REPORTS.topicName(), it.packageId, type, it.packageRevision, summary.of(it));
  }
}
