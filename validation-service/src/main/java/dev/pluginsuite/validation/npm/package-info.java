/** Which npm libraries are in a package. */
@NullMarked
package dev.pluginsuite.validation.npm;

import org.jspecify.annotations.NullMarked;
