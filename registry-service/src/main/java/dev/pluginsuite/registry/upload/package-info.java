/** Bytes on their way to a submission. */
@NullMarked
package dev.pluginsuite.registry.upload;

import org.jspecify.annotations.NullMarked;
