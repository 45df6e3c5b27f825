@NullMarked
package dev.pluginsuite.registry.subscriptions;

import org.jspecify.annotations.NullMarked;
