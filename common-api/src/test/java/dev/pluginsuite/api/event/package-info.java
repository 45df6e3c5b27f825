@NullMarked
package dev.pluginsuite.api.event;

import org.jspecify.annotations.NullMarked;
