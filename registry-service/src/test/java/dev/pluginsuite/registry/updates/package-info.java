@NullMarked
package dev.pluginsuite.registry.updates;

import org.jspecify.annotations.NullMarked;
