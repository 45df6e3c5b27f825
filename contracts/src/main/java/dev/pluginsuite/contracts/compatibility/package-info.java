/** What of a contract may change and what may not. */
@NullMarked
package dev.pluginsuite.contracts.compatibility;

import org.jspecify.annotations.NullMarked;
