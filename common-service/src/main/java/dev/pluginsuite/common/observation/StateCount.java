package dev.pluginsuite.common.observation;

import java.util.Arrays;
import java.util.List;

/**
 * Things of one kind that are counted by status.
 *
 * @param kind what they are, a tag
 * @param statuses all there are, so that each has a figure from the start
 * @param sql rows of status, how many, and for how many seconds the longest has been so; statuses
 *     that stay for good may be left out of it
 */
public record StateCount(String kind, List<String> statuses, String sql) {
  public StateCount {
    statuses = List.copyOf(statuses);
  }

  /** Every status of an enum. */
  public static StateCount of(String kind, Enum<?>[] statuses, String sql) {
    return new StateCount(kind, Arrays.stream(statuses).map(Enum::name).toList(), sql);
  }
}
