@NullMarked
package dev.pluginsuite.samples;

import org.jspecify.annotations.NullMarked;
