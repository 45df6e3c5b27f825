package dev.pluginsuite.common.observation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Things of one kind that are counted by status.
 *
 * @param kind what they are, a tag
 * @param statuses all there are, so that each has a figure from the start
 * @param sql rows of status, how many, and for how many seconds the longest has been so; statuses
 *     that stay for good may be left out of it
 * @param durations rows of status, and for how many seconds those that left it within the last hour
 *     had been in it: the mean, and the longest; null where nobody asks
 */
public record StateCount(
    String kind, List<String> statuses, String sql, @Nullable String durations) {
  /** The ids are of version 7, and so of a time: the lower bound is a range of the primary key. */
  private static final String DURATIONS =
      """
      with changed as (
        select distinct {subject} from {history}
        where id >= rpad(lpad(to_hex((extract(epoch from now() - interval '1 hour') * 1000)::bigint), 12, '0'), 32, '0')::uuid),
      entries as (
        select {subject}, id, status, at, lag(status) over (partition by {subject} order by id) as before
        from {history} join changed using ({subject})),
      runs as (
        select status, at, lead(at) over (partition by {subject} order by id) as until
        from entries where before is distinct from status)
      select status, avg(extract(epoch from until - at))::float8, max(extract(epoch from until - at))::float8
      from runs where until > now() - interval '1 hour' group by status""";

  public StateCount {
    statuses = List.copyOf(statuses);
  }

  public StateCount(String kind, List<String> statuses, String sql) {
    this(kind, statuses, sql, null);
  }

  /** Every status of an enum. */
  public static StateCount of(String kind, Enum<?>[] statuses, String sql) {
    return new StateCount(kind, Arrays.stream(statuses).map(Enum::name).toList(), sql);
  }

  public StateCount withDurations(String sql) {
    return new StateCount(kind, statuses, this.sql, sql);
  }

  /**
   * The durations as a history tells them, each row of which has an id that grows with the time.
   *
   * @param history table with {@code id, status, at}
   * @param subject its column that says whose row it is
   */
  public StateCount withDurationsOf(String history, String subject) {
    return withDurations(DURATIONS.replace("{history}", history).replace("{subject}", subject));
  }
}
