/** Lists by SQL that is put together: bound values, and cursors that carry keys. */
@NullMarked
package dev.pluginsuite.registry.listing;

import org.jspecify.annotations.NullMarked;
