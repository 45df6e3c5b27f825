/** How many stars something has, and how few ratings are kept from outweighing many. */
@NullMarked
package dev.pluginsuite.registry.stars;

import org.jspecify.annotations.NullMarked;
