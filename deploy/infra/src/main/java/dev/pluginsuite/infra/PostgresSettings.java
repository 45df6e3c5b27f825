package dev.pluginsuite.infra;

import java.util.Map;
import java.util.TreeMap;

final class PostgresSettings {
  private PostgresSettings() {}

  static Map<String, String> of(boolean durable) {
    var settings = new TreeMap<>(Map.of("max_connections", "200", "timezone", "UTC"));
    // Six bytes a transaction, for which an operator can ask when a row was committed: across the
    // schemas that is how long an event took, which benchmarks/ measures.
    settings.put("track_commit_timestamp", "on");
    if (!durable) {
      // A commit is with the kernel when the client hears of it, so that killing the process loses
      // nothing. Only losing the machine would.
      settings.put("fsync", "off");
      settings.put("full_page_writes", "off");
    }
    return settings;
  }
}
