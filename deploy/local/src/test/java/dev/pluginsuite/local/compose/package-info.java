/** Compose as it is written; no engine is at hand to start it. */
@NullMarked
package dev.pluginsuite.local.compose;

import org.jspecify.annotations.NullMarked;
