/** Moves deployments on. */
@NullMarked
package dev.pluginsuite.deployment.rollout;

import org.jspecify.annotations.NullMarked;
