/** Tests of how installations are judged. */
@NullMarked
package dev.pluginsuite.health.status;

import org.jspecify.annotations.NullMarked;
