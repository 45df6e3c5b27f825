/** What this service counts for its operators. */
@NullMarked
package dev.pluginsuite.installation.observation;

import org.jspecify.annotations.NullMarked;
