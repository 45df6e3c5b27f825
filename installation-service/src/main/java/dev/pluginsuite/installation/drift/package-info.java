/** Where sites have something else than they should have. */
@NullMarked
package dev.pluginsuite.installation.drift;

import org.jspecify.annotations.NullMarked;
