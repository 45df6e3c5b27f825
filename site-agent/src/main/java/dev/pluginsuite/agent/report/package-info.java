/** What the group is told about the site. */
@NullMarked
package dev.pluginsuite.agent.report;

import org.jspecify.annotations.NullMarked;
