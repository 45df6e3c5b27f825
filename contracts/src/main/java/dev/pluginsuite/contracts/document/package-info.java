/** Documents as files and as trees. */
@NullMarked
package dev.pluginsuite.contracts.document;

import org.jspecify.annotations.NullMarked;
