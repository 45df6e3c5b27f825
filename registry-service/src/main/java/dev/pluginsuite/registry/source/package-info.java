/** Where the bytes of a submission come from. */
@NullMarked
package dev.pluginsuite.registry.source;

import org.jspecify.annotations.NullMarked;
