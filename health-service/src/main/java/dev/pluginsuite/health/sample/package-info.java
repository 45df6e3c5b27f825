/** Samples: read, checked, recorded once, shown. */
@NullMarked
package dev.pluginsuite.health.sample;

import org.jspecify.annotations.NullMarked;
