@NullMarked
package dev.pluginsuite.validation.rules;

import org.jspecify.annotations.NullMarked;
