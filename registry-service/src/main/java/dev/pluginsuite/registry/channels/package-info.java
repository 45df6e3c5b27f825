/** The ways out: signed webhooks and plain e-mail. Knows nothing of who asked for them. */
@NullMarked
package dev.pluginsuite.registry.channels;

import org.jspecify.annotations.NullMarked;
