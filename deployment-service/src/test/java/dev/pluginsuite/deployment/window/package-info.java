@NullMarked
package dev.pluginsuite.deployment.window;

import org.jspecify.annotations.NullMarked;
