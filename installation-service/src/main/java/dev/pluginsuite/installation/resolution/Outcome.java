package dev.pluginsuite.installation.resolution;

import java.util.Map;

/** What a solver ends with. */
sealed interface Outcome {
  /** A choice, by plugin id. */
  record Found(Map<String, Candidate> chosen) implements Outcome {}

  /** An incompatibility without terms, whose causes are the proof. */
  record Failed(Incompatibility failure) implements Outcome {}
}
