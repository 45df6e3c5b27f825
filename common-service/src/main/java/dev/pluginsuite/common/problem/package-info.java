/** Refusals as RFC 9457 problem details. */
@NullMarked
package dev.pluginsuite.common.problem;

import org.jspecify.annotations.NullMarked;
