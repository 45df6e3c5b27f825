/** The scan as it is configured. */
@NullMarked
package dev.pluginsuite.validation.scanning;

import org.jspecify.annotations.NullMarked;
