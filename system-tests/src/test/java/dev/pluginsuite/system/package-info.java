/** The suite through its gateway, with real tokens, against separately started processes. */
@NullMarked
package dev.pluginsuite.system;

import org.jspecify.annotations.NullMarked;
