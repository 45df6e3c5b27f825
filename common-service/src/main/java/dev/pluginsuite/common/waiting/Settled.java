package dev.pluginsuite.common.waiting;

import java.time.Duration;

/**
 * A condition that many requests may wait for.
 *
 * @param sql gives the column {@code id} of those in the array {@code $1} that have settled
 * @param every how often it is asked while anybody waits
 */
public record Settled<K>(String name, String sql, Class<K> keyType, Duration every) {
  public Settled(String name, String sql, Class<K> keyType) {
    this(name, sql, keyType, Duration.ofMillis(100));
  }
}
