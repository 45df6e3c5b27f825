/** Tells those who asked that installations need somebody, which another service finds out. */
@NullMarked
package dev.pluginsuite.registry.alerts;

import org.jspecify.annotations.NullMarked;
