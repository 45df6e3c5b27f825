package dev.pluginsuite.validation.affected;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.validation.VulnerabilityState;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.republication.CurrentState;
import dev.pluginsuite.common.republication.StatePublisher;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** Tells the suite what is known of a package's libraries, and again when somebody lost it. */
@ApplicationScoped
class AffectedEvents implements StatePublisher {
  private static final int MOST = 100;
  private static final String URL = "/admin/plugin-registry/vulnerabilities/affected?packageId=";
  private static final Comparator<AffectedLibrary> NEWEST_FIRST =
      Comparator.<AffectedLibrary>comparingLong(it -> it.since)
          .thenComparing(it -> it.severity)
          .reversed();

  private final AffectedRepository affected;
  private final Outbox outbox;

  AffectedEvents(AffectedRepository affected, Outbox outbox) {
    this.affected = affected;
    this.outbox = outbox;
  }

  Uni<Void> tell(AffectedPackage it) {
    return current(it)
        .chain(
            now ->
                outbox.state(
                    now.topic(),
                    now.key(),
                    "vulnerabilities.changed",
                    now.revision(),
                    now.state()));
  }

  @Override
  public String topic() {
    return Topic.VULNERABILITIES.topicName();
  }

  @Override
  public Uni<Page<CurrentState>> current(PageRequest page) {
    return affected
        .packages(page)
        .chain(
            found ->
                Multi.createFrom()
                    .iterable(found.rows())
                    .onItem()
                    .transformToUniAndConcatenate(this::current)
                    .collect()
                    .asList()
                    .map(rows -> new Page<>(rows, found.limit(), found.hasMore())));
  }

  private Uni<CurrentState> current(AffectedPackage it) {
    return affected
        .libraries(it.packageId)
        .map(all -> new CurrentState(topic(), it.packageId, it.revision, state(it, all)));
  }

  private static VulnerabilityState state(AffectedPackage it, List<AffectedLibrary> all) {
    var newest = all.stream().sorted(NEWEST_FIRST).limit(MOST).map(AffectedLibrary::told).toList();
    return new VulnerabilityState(it.packageId, all.size(), newest, URL + it.packageId);
  }
}
