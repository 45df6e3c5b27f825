/** The same request twice has one effect. */
@NullMarked
package dev.pluginsuite.common.idempotency;

import org.jspecify.annotations.NullMarked;
