/**
 * What a released version leaves to the next one: its rows, its records and its files, as they are
 * committed for each release.
 */
@NullMarked
package dev.pluginsuite.system.released;

import org.jspecify.annotations.NullMarked;
