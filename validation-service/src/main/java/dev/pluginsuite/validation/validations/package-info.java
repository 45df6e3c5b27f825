/** The validation of each submission: taken up, carried out, told. */
@NullMarked
package dev.pluginsuite.validation.validations;

import org.jspecify.annotations.NullMarked;
