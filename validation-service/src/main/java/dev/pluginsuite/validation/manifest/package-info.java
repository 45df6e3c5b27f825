/** The checks of a plugin's manifest: pure functions of it and the rules. */
@NullMarked
package dev.pluginsuite.validation.manifest;

import org.jspecify.annotations.NullMarked;
