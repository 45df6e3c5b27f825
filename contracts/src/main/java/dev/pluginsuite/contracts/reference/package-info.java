/** Pages for readers, made from the contracts. */
@NullMarked
package dev.pluginsuite.contracts.reference;

import org.jspecify.annotations.NullMarked;
