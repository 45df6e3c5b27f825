@NullMarked
package dev.pluginsuite.validation.validations;

import org.jspecify.annotations.NullMarked;
