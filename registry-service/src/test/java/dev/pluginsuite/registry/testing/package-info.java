/** Storage servers for the tests: real ones. */
@NullMarked
package dev.pluginsuite.registry.testing;

import org.jspecify.annotations.NullMarked;
