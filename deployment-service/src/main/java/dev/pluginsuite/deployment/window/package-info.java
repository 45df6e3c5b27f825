/** When a site may be asked: rules of maintenance windows, and what is known of them. */
@NullMarked
package dev.pluginsuite.deployment.window;

import org.jspecify.annotations.NullMarked;
