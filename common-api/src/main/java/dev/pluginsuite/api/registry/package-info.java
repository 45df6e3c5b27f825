/** Packages and registries as other services and clients see them. */
@NullMarked
package dev.pluginsuite.api.registry;

import org.jspecify.annotations.NullMarked;
