/** Shared by the tests of this service. */
@NullMarked
package dev.pluginsuite.registry;

import org.jspecify.annotations.NullMarked;
