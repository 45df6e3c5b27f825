/** Rules for all of what is common. */
@NullMarked
package dev.pluginsuite.common;

import org.jspecify.annotations.NullMarked;
