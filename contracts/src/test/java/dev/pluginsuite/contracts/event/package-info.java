@NullMarked
package dev.pluginsuite.contracts.event;

import org.jspecify.annotations.NullMarked;
