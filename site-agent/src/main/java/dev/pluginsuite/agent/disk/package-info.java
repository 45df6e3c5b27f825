/** What the agent keeps in its home folder. */
@NullMarked
package dev.pluginsuite.agent.disk;

import org.jspecify.annotations.NullMarked;
