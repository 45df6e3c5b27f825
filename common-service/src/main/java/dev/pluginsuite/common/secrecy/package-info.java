/** Keeping what must be read again but never shown. */
@NullMarked
package dev.pluginsuite.common.secrecy;

import org.jspecify.annotations.NullMarked;
