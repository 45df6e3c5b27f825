/** What a failure means, wherever it comes from. */
@NullMarked
package dev.pluginsuite.common.failure;

import org.jspecify.annotations.NullMarked;
