/** Tells what becomes of a deployment while it does: server-sent events. */
@NullMarked
package dev.pluginsuite.deployment.watch;

import org.jspecify.annotations.NullMarked;
