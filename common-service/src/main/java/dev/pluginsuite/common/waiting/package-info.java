/** Waiting for what ends later, on whichever replica. */
@NullMarked
package dev.pluginsuite.common.waiting;

import org.jspecify.annotations.NullMarked;
