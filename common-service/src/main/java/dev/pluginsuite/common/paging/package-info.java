/** Keyset pages. */
@NullMarked
package dev.pluginsuite.common.paging;

import org.jspecify.annotations.NullMarked;
