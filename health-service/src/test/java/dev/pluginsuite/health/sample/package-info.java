/** The rules for samples. */
@NullMarked
package dev.pluginsuite.health.sample;

import org.jspecify.annotations.NullMarked;
