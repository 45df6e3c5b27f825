/** Each notice to each subscriber: in order, at least once, and on record. */
@NullMarked
package dev.pluginsuite.registry.deliveries;

import org.jspecify.annotations.NullMarked;
