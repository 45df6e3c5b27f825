package dev.pluginsuite.registry.notices;

import java.time.Instant;
import java.util.UUID;

/** A notice as it is sent (CloudEvents 1.0, JSON format). */
record CloudEvent(
    String specversion,
    UUID id,
    String source,
    String type,
    String subject,
    Instant time,
    String datacontenttype,
    Object data) {
  static final String SOURCE = "/registry";

  CloudEvent(UUID id, String type, String subject, Instant time, Object data) {
    this("1.0", id, SOURCE, type, subject, time, "application/json", data);
  }
}
