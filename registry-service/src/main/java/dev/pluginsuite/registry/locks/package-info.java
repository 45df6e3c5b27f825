/** One after the other, where there is no row yet that could be locked. */
@NullMarked
package dev.pluginsuite.registry.locks;

import org.jspecify.annotations.NullMarked;
