/** Stores of plugins: the enterprise's, a site's, a developer's. */
@NullMarked
package dev.pluginsuite.registry.registries;

import org.jspecify.annotations.NullMarked;
