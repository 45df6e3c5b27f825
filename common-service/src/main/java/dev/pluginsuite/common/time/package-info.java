/** Time and ids that tests can hold still. */
@NullMarked
package dev.pluginsuite.common.time;

import org.jspecify.annotations.NullMarked;
