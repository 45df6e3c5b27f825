package dev.pluginsuite.installation.resolution;

import java.util.List;

/**
 * A way out that was tried: with it, there is a plan.
 *
 * @param plugins what is to be changed
 */
public record Suggestion(Kind kind, List<String> plugins, String says) {
  /** What somebody would have to do. */
  public enum Kind {
    USE_VERSION,
    APPROVE,
    UNINSTALL,
    CLEAR
  }
}
