/**
 * Many rows in one statement: each of its parameters is an array, {@code unnest} makes them rows.
 */
@NullMarked
package dev.pluginsuite.health.bulk;

import org.jspecify.annotations.NullMarked;
