/** Hands what could not be handled to its consumer again. */
@NullMarked
package dev.pluginsuite.common.deadletter;

import org.jspecify.annotations.NullMarked;
