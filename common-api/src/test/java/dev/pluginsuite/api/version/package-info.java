@NullMarked
package dev.pluginsuite.api.version;

import org.jspecify.annotations.NullMarked;
