package dev.pluginsuite.installation.resolution;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a solver is told about the world, when it needs it. */
interface Knowledge {
  /** What it starts with. */
  List<Incompatibility> first();

  /** What matters once a candidate is considered. The same ones for the same question. */
  List<Incompatibility> about(Plugin plugin, Candidate candidate);

  /** What a complete choice violates that shows only in the whole; null if nothing. */
  @Nullable Incompatibility violatedBy(Map<String, Candidate> chosen);

  /** Nothing but these. */
  static Knowledge only(List<Incompatibility> facts) {
    return new Knowledge() {
      @Override
      public List<Incompatibility> first() {
        return facts;
      }

      @Override
      public List<Incompatibility> about(Plugin plugin, Candidate candidate) {
        return List.of();
      }

      @Override
      public @Nullable Incompatibility violatedBy(Map<String, Candidate> chosen) {
        return null;
      }
    };
  }
}
