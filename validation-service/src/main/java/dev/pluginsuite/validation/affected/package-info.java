/** Packages that were validated before anybody knew what is in them. */
@NullMarked
package dev.pluginsuite.validation.affected;

import org.jspecify.annotations.NullMarked;
