/** The manifest of a plugin. */
@NullMarked
package dev.pluginsuite.api.manifest;

import org.jspecify.annotations.NullMarked;
