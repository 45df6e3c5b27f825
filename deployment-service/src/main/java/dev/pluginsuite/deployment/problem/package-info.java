/** What this service refuses. */
@NullMarked
package dev.pluginsuite.deployment.problem;

import org.jspecify.annotations.NullMarked;
