/** What this service counts for its operators. */
@NullMarked
package dev.pluginsuite.deployment.observation;

import org.jspecify.annotations.NullMarked;
