/** The days of samples: made ahead, dropped when they are over. */
@NullMarked
package dev.pluginsuite.health.partition;

import org.jspecify.annotations.NullMarked;
