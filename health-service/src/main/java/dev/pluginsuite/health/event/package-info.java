/** What this service hears, and the features that it concerns. */
@NullMarked
package dev.pluginsuite.health.event;

import org.jspecify.annotations.NullMarked;
