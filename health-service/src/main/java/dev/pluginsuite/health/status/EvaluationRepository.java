package dev.pluginsuite.health.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Takes the installations whose turn it is and writes down how they are: one statement each. */
@ApplicationScoped
class EvaluationRepository {
  /**
   * Locked until the transaction ends: another replica takes others. A sample is of the time when
   * it was measured, and of the time when it came in if a site's clock is ahead. What no plugin
   * really measures is cut, because PostgreSQL refuses sums that are beyond its numbers.
   */
  private static final String TAKE =
      """
      with due as materialized (
        select h.* from installation_health h where h.due_at <= now()
        order by h.due_at limit ?1 for update skip locked)
      select cast(json_build_object(
          'id', d.installation_id, 'siteId', k.site_id, 'pluginId', k.plugin_id, 'packageId', d.package_id, 'version', k.version,
          'installationStatus', k.status, 'generation', d.generation, 'knownSince', d.known_since, 'status', d.status,
          'since', d.since, 'unwellSince', d.unwell_since, 'revision', d.revision, 'told', d.told,
          'pluginLimits', p.limits, 'ownLimits', o.limits, 'now', now(), 'intervals', m.intervals) as varchar)
      from due d join known_installations k on k.installation_id = d.installation_id
      left join health_thresholds p on p.subject = 'plugin/' || k.plugin_id
      left join health_thresholds o on o.subject = 'installation/' || d.installation_id
      cross join lateral (
        select json_agg(json_build_object('ago', s.ago, 'sums', json_build_object(
          'samples', s.samples, 'errors', s.errors, 'warnings', s.warnings, 'rated', s.rated, 'executions', s.executions,
          'latency', s.latency, 'weight', s.weight, 'memory', s.memory, 'cpu', s.cpu))) as intervals
        from (
          select a.ago, count(*) as samples, cast(sum(l.error_count) as bigint) as errors,
            cast(sum(l.warning_count) as bigint) as warnings,
            cast(coalesce(sum(l.error_count) filter (where l.execution_count > 0), 0) as bigint) as rated,
            cast(sum(l.execution_count) as bigint) as executions,
            sum(least(l.avg_execution_time, 1e15) * coalesce(l.execution_count, 1)) as latency,
            sum(coalesce(l.execution_count, 1)) as weight,
            sum(least(l.memory_usage, 1e15)) as memory, sum(l.cpu_usage) as cpu
          from plugin_health_logs l
          cross join lateral (select cast(floor(
            extract(epoch from now() - least(l.recorded_at, l.received_at, now())) / cast(?2 as float8)) as integer) as ago) a
          where l.installation_id = d.installation_id and l.recorded_at > now() - make_interval(secs => cast(?2 as float8) * cast(?3 as integer))
            and l.recorded_at < now() + interval '1 day'
            and l.recorded_at >= d.counted_from and l.package_id = d.package_id and l.generation = d.generation and a.ago < cast(?3 as integer)
          group by a.ago) s) m""";

  private static final String WRITE =
      """
      update installation_health h
      set status = j.status, since = j.since, unwell_since = j."unwellSince", reasons = j.reasons, figures = j.figures,
          revision = j.revision, told = coalesce(j.told, h.told), evaluated_at = now(),
          due_at = case when j.over then null else now() + make_interval(secs => ?2) end
      from json_to_recordset(cast(cast(?1 as varchar) as json)) as j (id uuid, status varchar, since timestamptz,
        "unwellSince" timestamptz, reasons jsonb, figures jsonb, revision bigint, told jsonb, over boolean)
      where h.installation_id = j.id""";

  private final ObjectMapper json;

  EvaluationRepository(ObjectMapper json) {
    this.json = json;
  }

  /** Those that are due, for this transaction alone. */
  Uni<List<Due>> take(int most, Duration interval) {
    return Panache.getSession()
        .chain(
            it ->
                it.createNativeQuery(TAKE, String.class)
                    .setParameter(1, most)
                    .setParameter(2, (double) interval.toSeconds())
                    .setParameter(3, StatusRule.HORIZON)
                    .getResultList())
        .map(rows -> rows.stream().map(this::read).toList());
  }

  Uni<Void> write(List<Judged> judged, Duration again) {
    return Panache.getSession()
        .chain(
            it ->
                it.createNativeQuery(WRITE)
                    .setParameter(1, text(judged))
                    .setParameter(2, again.toMillis() / 1000.0)
                    .executeUpdate())
        .replaceWithVoid();
  }

  private Due read(String row) {
    try {
      return json.readValue(row, Due.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read what is due", e);
    }
  }

  private String text(List<Judged> judged) {
    try {
      return json.writeValueAsString(judged);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write what was judged", e);
    }
  }
}
