/** Preconditions, preferences and strict queries. */
@NullMarked
package dev.pluginsuite.common.http;

import org.jspecify.annotations.NullMarked;
