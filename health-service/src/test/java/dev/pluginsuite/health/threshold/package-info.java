/** Tests of limits. */
@NullMarked
package dev.pluginsuite.health.threshold;

import org.jspecify.annotations.NullMarked;
