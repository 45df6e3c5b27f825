/** What happened that somebody may want to be told: written down with the change itself. */
@NullMarked
package dev.pluginsuite.registry.notices;

import org.jspecify.annotations.NullMarked;
