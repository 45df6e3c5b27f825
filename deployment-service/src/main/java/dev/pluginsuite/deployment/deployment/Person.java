package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.security.Caller;

/**
 * Somebody who decides, and who must not be taken for somebody else.
 *
 * @param principal stable over tokens, never shown
 */
record Person(Actor actor, String principal) {
  static Person of(Caller caller) {
    return new Person(caller.actor(), caller.principal());
  }
}
