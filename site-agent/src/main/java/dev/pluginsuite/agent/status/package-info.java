/** What the agent says about itself to whoever watches the machine. */
@NullMarked
package dev.pluginsuite.agent.status;

import org.jspecify.annotations.NullMarked;
