package dev.pluginsuite.registry.notices;

import java.util.UUID;

/** A notice that was written down, as far as those who distribute it need to know. */
public record Raised(UUID id, String type, String subjectId, NoticeScope scope) {
  static Raised of(Notice it) {
    return new Raised(it.id, it.type, it.subjectId, it.scope);
  }
}
