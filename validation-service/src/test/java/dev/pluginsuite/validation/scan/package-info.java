@NullMarked
package dev.pluginsuite.validation.scan;

import org.jspecify.annotations.NullMarked;
