/** What those who ran a package think of it. */
@NullMarked
package dev.pluginsuite.registry.ratings;

import org.jspecify.annotations.NullMarked;
