/** Health samples. */
@NullMarked
package dev.pluginsuite.api.health;

import org.jspecify.annotations.NullMarked;
