/** What hangs on a package. */
@NullMarked
package dev.pluginsuite.installation.impact;

import org.jspecify.annotations.NullMarked;
