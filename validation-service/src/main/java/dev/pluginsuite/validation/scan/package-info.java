/** Looks for what is dangerous in the files of a package, while they go by. */
@NullMarked
package dev.pluginsuite.validation.scan;

import org.jspecify.annotations.NullMarked;
