/** Who wants to be told what, where, and what they may be told. */
@NullMarked
package dev.pluginsuite.registry.subscriptions;

import org.jspecify.annotations.NullMarked;
