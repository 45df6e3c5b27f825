@NullMarked
package dev.pluginsuite.local.process;

import org.jspecify.annotations.NullMarked;
