@NullMarked
package dev.pluginsuite.registry.channels;

import org.jspecify.annotations.NullMarked;
