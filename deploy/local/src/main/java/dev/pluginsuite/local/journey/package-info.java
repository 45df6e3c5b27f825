/** The way of a plugin through the whole suite, taken by real users against real sites. */
@NullMarked
package dev.pluginsuite.local.journey;

import org.jspecify.annotations.NullMarked;
