/** Rollups, against sums that share no code with them. */
@NullMarked
package dev.pluginsuite.health.rollup;

import org.jspecify.annotations.NullMarked;
