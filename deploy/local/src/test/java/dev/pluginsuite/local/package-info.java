@NullMarked
package dev.pluginsuite.local;

import org.jspecify.annotations.NullMarked;
