/** Health samples of every installation: recorded, kept, read. */
@NullMarked
package dev.pluginsuite.health;

import org.jspecify.annotations.NullMarked;
