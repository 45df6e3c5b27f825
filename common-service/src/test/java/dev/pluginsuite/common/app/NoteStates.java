package dev.pluginsuite.common.app;

import dev.pluginsuite.common.observation.StateCount;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Notes by how long they are; nobody has lost one. */
final class NoteStates {
  private NoteStates() {}

  @Produces
  @Singleton
  static StateCount notes() {
    return new StateCount(
            "note",
            List.of("SHORT", "LONG", "LOST"),
            "select case when length(text) < 50 then 'SHORT' else 'LONG' end, count(*), 7::float8 from notes group by 1")
        .withDurations("select 'SHORT', 2::float8, 3::float8");
  }
}
