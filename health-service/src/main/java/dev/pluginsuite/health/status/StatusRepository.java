package dev.pluginsuite.health.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.health.HealthState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The rows of how installations are, as others read them. */
@ApplicationScoped
class StatusRepository {
  /** Another package or generation begins anew: what is measured from now on is of it. */
  private static final String FOLLOW =
      """
      insert into installation_health as h (installation_id, package_id, generation, known_since, counted_from, status, since,
        unwell_since, reasons, figures, revision, due_at)
      select installation_id, package_id, generation, now(), '-infinity', 'UNKNOWN', now(), now(),
        cast('[{"code": "too-few-samples", "status": "UNKNOWN", "value": 0.0, "limit": 2.0}]' as jsonb),
        cast('{"samples": 0, "errorCount": 0, "warningCount": 0}' as jsonb), 0, now()
      from known_installations where installation_id = ?1
      on conflict (installation_id) do update
      set package_id = excluded.package_id, generation = excluded.generation, due_at = now(),
          known_since = case when h.package_id = excluded.package_id and h.generation = excluded.generation
            then h.known_since else now() end,
          counted_from = case when h.package_id = excluded.package_id and h.generation = excluded.generation
            then h.counted_from else now() end""";

  private static final String GET =
      """
      select cast(json_build_object('status', status, 'since', since, 'reasons', reasons, 'figures', figures) as varchar)
      from installation_health where installation_id = ?1""";

  private static final String TOLD =
      """
      select cast(json_build_object('revision', revision, 'state', told) as varchar)
      from installation_health where installation_id > ?1 and told is not null
      order by installation_id limit ?2""";

  private final ObjectMapper json;

  StatusRepository(ObjectMapper json) {
    this.json = json;
  }

  Uni<Void> follow(UUID id) {
    return Panache.getSession()
        .chain(it -> it.createNativeQuery(FOLLOW).setParameter(1, id).executeUpdate())
        .replaceWithVoid();
  }

  Uni<CurrentStatus> get(UUID id) {
    return Panache.getSession()
        .chain(it -> it.createNativeQuery(GET, String.class).setParameter(1, id).getSingleResult())
        .map(row -> read(row, CurrentStatus.class));
  }

  /** What was told last. */
  record Told(long revision, HealthState state) {}

  Uni<List<Told>> told(UUID after, int most) {
    return Panache.getSession()
        .chain(
            it ->
                it.createNativeQuery(TOLD, String.class)
                    .setParameter(1, after)
                    .setParameter(2, most)
                    .getResultList())
        .map(rows -> rows.stream().map(row -> read(row, Told.class)).toList());
  }

  private <T> T read(String row, Class<T> type) {
    try {
      return json.readValue(row, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read a row", e);
    }
  }
}
