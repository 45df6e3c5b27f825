package dev.pluginsuite.installation.health;

import static java.util.stream.Collectors.joining;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.health.HealthState;
import dev.pluginsuite.api.health.HealthState.Reason;
import dev.pluginsuite.api.health.HealthStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes down how installations are. It is no decision: an installation's revision stays. */
@ApplicationScoped
class HealthService {
  private static final int LONGEST = 1000;

  /**
   * Only what is newer, and of nothing that ran before the installation last changed. The last
   * error stays when it is over: somebody may ask what it was.
   */
  private static final String APPLY =
      """
      update plugin_installations
      set health_revision = ?2, health_status = ?3, health_since = ?4, error_count = ?5, warning_count = ?6,
          last_error = coalesce(cast(nullif(?7, '') as varchar), last_error)
      where id = ?1 and health_revision < ?2 and generation <= ?8""";

  @WithTransaction
  Uni<Void> apply(StateEvent<HealthState> event) {
    var it = event.state();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY)
                    .setParameter(1, it.installationId())
                    .setParameter(2, event.revision())
                    .setParameter(3, it.status().name())
                    .setParameter(4, it.since())
                    .setParameter(5, it.errorCount())
                    .setParameter(6, it.warningCount())
                    .setParameter(7, error(it))
                    .setParameter(8, it.generation())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Empty for what is no error. */
  private static String error(HealthState it) {
    if (it.status() == HealthStatus.HEALTHY || it.status() == HealthStatus.UNKNOWN) {
      return "";
    }
    var text = it.reasons().stream().map(HealthService::text).collect(joining("; "));
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  private static String text(Reason it) {
    return it.code() + figure(" is %s", it.value()) + figure(", its limit %s", it.limit());
  }

  private static String figure(String words, @Nullable Double value) {
    return value == null ? "" : words.formatted(String.format(Locale.ROOT, "%.1f", value));
  }
}
