/** The site's topic. */
@NullMarked
package dev.pluginsuite.agent.desired;

import org.jspecify.annotations.NullMarked;
