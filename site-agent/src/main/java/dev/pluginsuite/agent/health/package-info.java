/** Measurements of the running plugins. */
@NullMarked
package dev.pluginsuite.agent.health;

import org.jspecify.annotations.NullMarked;
