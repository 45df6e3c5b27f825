@NullMarked
package dev.pluginsuite.contracts.compatibility;

import org.jspecify.annotations.NullMarked;
