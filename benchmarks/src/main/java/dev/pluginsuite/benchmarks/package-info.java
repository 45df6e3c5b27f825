/** Measures the suite from outside: through its REST API, its database's commit times and /proc. */
@NullMarked
package dev.pluginsuite.benchmarks;

import org.jspecify.annotations.NullMarked;
