/** HTTP and JSON as the agent speaks them: bounded in time and size, never redirected. */
@NullMarked
package dev.pluginsuite.agent.wire;

import org.jspecify.annotations.NullMarked;
