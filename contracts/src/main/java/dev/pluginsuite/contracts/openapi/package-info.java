/** The REST contract. */
@NullMarked
package dev.pluginsuite.contracts.openapi;

import org.jspecify.annotations.NullMarked;
