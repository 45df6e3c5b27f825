/** The days of samples, in rules and on a real database. */
@NullMarked
package dev.pluginsuite.health.partition;

import org.jspecify.annotations.NullMarked;
