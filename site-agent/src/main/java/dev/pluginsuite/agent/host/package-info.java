/** The MES that loads the plugins. */
@NullMarked
package dev.pluginsuite.agent.host;

import org.jspecify.annotations.NullMarked;
