/** Hears what the other services say. */
@NullMarked
package dev.pluginsuite.deployment.event;

import org.jspecify.annotations.NullMarked;
