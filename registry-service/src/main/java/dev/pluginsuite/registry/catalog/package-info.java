/** What can be installed. */
@NullMarked
package dev.pluginsuite.registry.catalog;

import org.jspecify.annotations.NullMarked;
