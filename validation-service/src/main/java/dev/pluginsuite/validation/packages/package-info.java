/** Projection of the packages that there are. */
@NullMarked
package dev.pluginsuite.validation.packages;

import org.jspecify.annotations.NullMarked;
