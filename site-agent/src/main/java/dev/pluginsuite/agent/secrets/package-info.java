/** Secret configuration values. */
@NullMarked
package dev.pluginsuite.agent.secrets;

import org.jspecify.annotations.NullMarked;
