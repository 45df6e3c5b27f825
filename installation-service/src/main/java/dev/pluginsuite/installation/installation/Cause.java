package dev.pluginsuite.installation.installation;

import org.jspecify.annotations.Nullable;

/**
 * Why something changes at a site.
 *
 * @param actor who asked for it, or the part of the suite that saw to it
 * @param action what was done, as in the audit
 */
public record Cause(
    String actor, String action, @Nullable String reason, @Nullable String changeReference) {

  static Cause of(Decision decision, String action) {
    return new Cause(
        decision.actor().name(), action, decision.reason(), decision.changeReference());
  }

  static Cause of(String actor, String action, @Nullable String reason) {
    return new Cause(actor, action, reason, null);
  }
}
