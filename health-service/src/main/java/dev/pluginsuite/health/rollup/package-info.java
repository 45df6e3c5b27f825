/** What many samples say together: five minutes and hours of an installation, kept for a year. */
@NullMarked
package dev.pluginsuite.health.rollup;

import org.jspecify.annotations.NullMarked;
