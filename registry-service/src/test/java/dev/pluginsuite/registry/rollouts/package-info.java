/** Tests of what is told of deployments. */
@NullMarked
package dev.pluginsuite.registry.rollouts;

import org.jspecify.annotations.NullMarked;
