package dev.pluginsuite.common.app;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import dev.pluginsuite.common.trace.TraceContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A projection as services keep them: only what is newer changes a row. */
@ApplicationScoped
public class Reports implements TopicConsumer {
  private static final String APPLY =
      """
      insert into known_reports as known (package_id, revision, state) values (?1, ?2, ?3)
      on conflict (package_id) do update
        set revision = excluded.revision, state = excluded.state, changes = known.changes + 1
        where known.revision < excluded.revision""";

  private final Consumption consumption;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<Cause> causes = new CopyOnWriteArrayList<>();
  private volatile boolean mended;

  Reports(Consumption consumption) {
    this.consumption = consumption;
  }

  @Override
  public Topic topic() {
    return Topic.REPORTS;
  }

  @Override
  public Optional<String> projection() {
    return Optional.of("known_reports");
  }

  /** A release later, or earlier. */
  public void mend(boolean yes) {
    mended = yes;
  }

  @Override
  @Incoming("reports")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    seen.add(record.partition() + "@" + record.offset());
    return consumption.state(record, Report.class, this::apply);
  }

  /** Where it was called, in order; a record twice is there twice. */
  public List<String> seen() {
    return List.copyOf(seen);
  }

  private Uni<?> apply(StateEvent<Report> event) {
    var report = event.state();
    if (report.state().equals("BUG") && !mended) {
      throw new IllegalStateException("A bug.");
    }
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY)
                    .setParameter(1, report.packageId())
                    .setParameter(2, event.revision())
                    .setParameter(3, report.state())
                    .executeUpdate())
        .invoke(() -> note(report));
  }

  private void note(Report report) {
    causes.add(new Cause(report.packageId(), String.valueOf(TraceContext.current().traceparent())));
  }

  /** Because of what its reports were applied, by the time they were. */
  public List<String> causes(String packageId) {
    return causes.stream()
        .filter(it -> it.packageId().equals(packageId))
        .map(Cause::traceparent)
        .toList();
  }

  private record Cause(String packageId, String traceparent) {}

  /** What is said on the topic. */
  public record Report(String packageId, String state) {}
}
