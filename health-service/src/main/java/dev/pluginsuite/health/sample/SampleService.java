package dev.pluginsuite.health.sample;

import dev.pluginsuite.api.health.HealthSample;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.health.installation.InstallationService;
import dev.pluginsuite.health.installation.KnownInstallation;
import dev.pluginsuite.health.status.CurrentStatus;
import dev.pluginsuite.health.status.StatusService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records samples once and reads them. Nothing here needs a transaction of more than a statement.
 */
@ApplicationScoped
class SampleService {
  private final SampleRepository samples;
  private final InstallationService installations;
  private final StatusService statuses;
  private final ReceiptService receipts;
  private final SampleMetrics metrics;
  private final Admission admission;
  private final Clock clock;
  private final Duration window;

  SampleService(
      SampleRepository samples,
      InstallationService installations,
      StatusService statuses,
      ReceiptService receipts,
      SampleMetrics metrics,
      Admission admission,
      Clock clock,
      HealthConfig config) {
    this.samples = samples;
    this.installations = installations;
    this.statuses = statuses;
    this.receipts = receipts;
    this.metrics = metrics;
    this.admission = admission;
    this.clock = clock;
    this.window = config.window();
  }

  Uni<Recorded> record(KnownInstallation of, HealthSample sent, IdempotentRequest request) {
    return admission.of(() -> recordOne(of, sent, request));
  }

  private Uni<Recorded> recordOne(
      KnownInstallation of, HealthSample sent, IdempotentRequest request) {
    var now = clock.instant();
    var recordedAt = sent.recordedAt();
    var at = recordedAt == null ? receipts.timeOf(request, now) : Uni.createFrom().item(recordedAt);
    return at.map(time -> Sample.of(sent, of.installationId(), time)).chain(this::insert);
  }

  private Uni<Recorded> insert(Sample sample) {
    return samples
        .insert(List.of(sample), clock.instant())
        .invoke(fresh -> metrics.count(fresh, 1 - fresh, 0))
        .chain(
            fresh ->
                samples
                    .get(sample.installationId(), sample.recordedAt())
                    .map(view -> new Recorded(view, fresh == 1)));
  }

  Uni<BatchView> recordAll(String siteId, SampleBatch batch) {
    return admission.of(() -> recordEach(siteId, batch));
  }

  private Uni<BatchView> recordEach(String siteId, SampleBatch batch) {
    return installations
        .atSite(siteId, batch.installationIds())
        .invoke(known -> batch.keepOnly(known.keySet()))
        .chain(() -> samples.insert(batch.samples(), clock.instant()))
        .map(batch::view)
        .invoke(it -> metrics.count(it.accepted(), it.duplicates(), it.refused().size()));
  }

  Uni<HealthView> current(KnownInstallation of) {
    var id = of.installationId();
    return statuses.get(id).chain(now -> samples.newest(id).chain(latest -> view(of, now, latest)));
  }

  private Uni<HealthView> view(
      KnownInstallation of, CurrentStatus now, @Nullable SampleView latest) {
    return samples
        .window(of.installationId(), clock.instant().minus(window), window)
        .map(sums -> HealthView.of(of, now, latest, sums));
  }

  Uni<Page<SampleView>> history(KnownInstallation of, Period period, int limit) {
    return samples.page(of.installationId(), period, limit + 1).map(rows -> Page.of(rows, limit));
  }

  /** A sample that is kept, and whether it was not before. */
  record Recorded(SampleView view, boolean isNew) {}
}
