/** How a new agent gets what it needs to work for its site. */
@NullMarked
package dev.pluginsuite.agent.enrolment;

import org.jspecify.annotations.NullMarked;
