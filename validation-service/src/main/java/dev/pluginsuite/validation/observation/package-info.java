/** What this service counts for its operators. */
@NullMarked
package dev.pluginsuite.validation.observation;

import org.jspecify.annotations.NullMarked;
