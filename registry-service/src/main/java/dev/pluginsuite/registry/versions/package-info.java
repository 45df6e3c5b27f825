/** All versions of a plugin, and which of them somebody may be told of. */
@NullMarked
package dev.pluginsuite.registry.versions;

import org.jspecify.annotations.NullMarked;
