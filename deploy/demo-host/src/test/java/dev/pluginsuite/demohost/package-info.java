@NullMarked
package dev.pluginsuite.demohost;

import org.jspecify.annotations.NullMarked;
