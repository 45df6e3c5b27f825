/** Versions of plugins, from submission to removal. */
@NullMarked
package dev.pluginsuite.registry.packages;

import org.jspecify.annotations.NullMarked;
