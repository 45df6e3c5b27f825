/** Which site uses which licence: taken when a plugin is accepted, free when it is gone. */
@NullMarked
package dev.pluginsuite.installation.seat;

import org.jspecify.annotations.NullMarked;
