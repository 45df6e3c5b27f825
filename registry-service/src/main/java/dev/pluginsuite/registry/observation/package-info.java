/** What this service counts for its operators. */
@NullMarked
package dev.pluginsuite.registry.observation;

import org.jspecify.annotations.NullMarked;
