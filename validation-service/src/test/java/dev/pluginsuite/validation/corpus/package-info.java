@NullMarked
package dev.pluginsuite.validation.corpus;

import org.jspecify.annotations.NullMarked;
