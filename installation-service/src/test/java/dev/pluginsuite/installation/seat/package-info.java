@NullMarked
package dev.pluginsuite.installation.seat;

import org.jspecify.annotations.NullMarked;
