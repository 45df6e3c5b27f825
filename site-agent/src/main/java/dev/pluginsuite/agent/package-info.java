/** The agent's process: its configuration, its parts put together, its start and its end. */
@NullMarked
package dev.pluginsuite.agent;

import org.jspecify.annotations.NullMarked;
