/** What a validation says of a submission. */
@NullMarked
package dev.pluginsuite.api.validation;

import org.jspecify.annotations.NullMarked;
