/** The contracts of the suite: made from the code, and kept. */
@NullMarked
package dev.pluginsuite.contracts;

import org.jspecify.annotations.NullMarked;
