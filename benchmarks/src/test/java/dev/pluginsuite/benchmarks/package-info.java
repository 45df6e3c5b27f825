/** The arithmetic; the measuring itself is not part of the build. */
@NullMarked
package dev.pluginsuite.benchmarks;

import org.jspecify.annotations.NullMarked;
