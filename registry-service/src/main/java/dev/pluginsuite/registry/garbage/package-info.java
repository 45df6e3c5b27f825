/** Removes kept bytes that no package refers to any more. */
@NullMarked
package dev.pluginsuite.registry.garbage;

import org.jspecify.annotations.NullMarked;
