/** Which thread a step runs on. */
@NullMarked
package dev.pluginsuite.common.context;

import org.jspecify.annotations.NullMarked;
