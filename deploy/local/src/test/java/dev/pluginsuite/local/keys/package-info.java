@NullMarked
package dev.pluginsuite.local.keys;

import org.jspecify.annotations.NullMarked;
