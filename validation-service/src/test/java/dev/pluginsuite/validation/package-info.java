@NullMarked
package dev.pluginsuite.validation;

import org.jspecify.annotations.NullMarked;
