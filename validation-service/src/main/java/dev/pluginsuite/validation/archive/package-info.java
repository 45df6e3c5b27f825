/** Reads a package's bytes as a stream and refuses what could harm whoever unpacks them. */
@NullMarked
package dev.pluginsuite.validation.archive;

import org.jspecify.annotations.NullMarked;
