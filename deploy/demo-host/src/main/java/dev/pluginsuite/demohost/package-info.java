/** A small MES process at a demo site: loads plugins in a script sandbox and runs their hooks. */
@NullMarked
package dev.pluginsuite.demohost;

import org.jspecify.annotations.NullMarked;
