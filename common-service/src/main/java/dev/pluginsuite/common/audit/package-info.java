/** Who did what, and why. */
@NullMarked
package dev.pluginsuite.common.audit;

import org.jspecify.annotations.NullMarked;
