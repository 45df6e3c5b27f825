@NullMarked
package dev.pluginsuite.local.journey;

import org.jspecify.annotations.NullMarked;
