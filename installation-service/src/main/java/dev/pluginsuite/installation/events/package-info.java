/** Hears the topics of the other services and tells the features. */
@NullMarked
package dev.pluginsuite.installation.events;

import org.jspecify.annotations.NullMarked;
