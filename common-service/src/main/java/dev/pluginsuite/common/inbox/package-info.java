/** Events enter a service: read, retried, remembered, and caught up with. */
@NullMarked
package dev.pluginsuite.common.inbox;

import org.jspecify.annotations.NullMarked;
