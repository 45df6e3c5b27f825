/** Topics and the envelope of every event. */
@NullMarked
package dev.pluginsuite.api.event;

import org.jspecify.annotations.NullMarked;
