@NullMarked
package dev.pluginsuite.validation.npm;

import org.jspecify.annotations.NullMarked;
