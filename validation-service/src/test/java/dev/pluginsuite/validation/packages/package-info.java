@NullMarked
package dev.pluginsuite.validation.packages;

import org.jspecify.annotations.NullMarked;
