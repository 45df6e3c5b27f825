/** From where on an installation is not well: for all, for a plugin, for one installation. */
@NullMarked
package dev.pluginsuite.health.threshold;

import org.jspecify.annotations.NullMarked;
