/** A whole validation: pure, from bytes to report. */
@NullMarked
package dev.pluginsuite.validation.pipeline;

import org.jspecify.annotations.NullMarked;
