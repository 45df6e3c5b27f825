@NullMarked
package dev.pluginsuite.validation.archive;

import org.jspecify.annotations.NullMarked;
