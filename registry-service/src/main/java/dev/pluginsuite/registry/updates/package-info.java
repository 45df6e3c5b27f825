/** Tells those who asked which newer versions sites could have, which another service finds out. */
@NullMarked
package dev.pluginsuite.registry.updates;

import org.jspecify.annotations.NullMarked;
