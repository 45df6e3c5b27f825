/** Calls for somebody when an installation is not well, and knows who looks after it. */
@NullMarked
package dev.pluginsuite.health.alert;

import org.jspecify.annotations.NullMarked;
