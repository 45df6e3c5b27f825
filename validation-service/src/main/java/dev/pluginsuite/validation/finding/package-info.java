/** What all findings have in common. */
@NullMarked
package dev.pluginsuite.validation.finding;

import org.jspecify.annotations.NullMarked;
