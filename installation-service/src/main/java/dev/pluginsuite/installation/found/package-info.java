/** Plugins at sites that the suite did not put there. */
@NullMarked
package dev.pluginsuite.installation.found;

import org.jspecify.annotations.NullMarked;
