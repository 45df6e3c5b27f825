/** The waves of deployments. */
@NullMarked
package dev.pluginsuite.deployment.wave;

import org.jspecify.annotations.NullMarked;
