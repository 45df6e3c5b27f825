/** What the checks check against, from the configuration. */
@NullMarked
package dev.pluginsuite.validation.rules;

import org.jspecify.annotations.NullMarked;
