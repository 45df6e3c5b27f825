/** What this service refuses. */
@NullMarked
package dev.pluginsuite.health.problem;

import org.jspecify.annotations.NullMarked;
