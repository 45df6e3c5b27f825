@NullMarked
package dev.pluginsuite.registry.deliveries;

import org.jspecify.annotations.NullMarked;
