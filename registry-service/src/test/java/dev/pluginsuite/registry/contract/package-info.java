@NullMarked
package dev.pluginsuite.registry.contract;

import org.jspecify.annotations.NullMarked;
