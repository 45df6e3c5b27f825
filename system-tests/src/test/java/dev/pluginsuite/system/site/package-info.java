/** Sites without machines, which work as real ones do. */
@NullMarked
package dev.pluginsuite.system.site;

import org.jspecify.annotations.NullMarked;
