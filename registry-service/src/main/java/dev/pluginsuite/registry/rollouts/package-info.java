/** Tells those who asked what becomes of deployments, which another service makes. */
@NullMarked
package dev.pluginsuite.registry.rollouts;

import org.jspecify.annotations.NullMarked;
