/** The bytes of packages, kept under their digest. */
@NullMarked
package dev.pluginsuite.registry.storage;

import org.jspecify.annotations.NullMarked;
