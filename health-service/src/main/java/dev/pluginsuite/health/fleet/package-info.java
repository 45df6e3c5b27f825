/** How all installations are, by what they have in common, the worst first. */
@NullMarked
package dev.pluginsuite.health.fleet;

import org.jspecify.annotations.NullMarked;
