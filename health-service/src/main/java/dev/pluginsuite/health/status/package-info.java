/** How each installation is: judged by what it said, told when it changes. */
@NullMarked
package dev.pluginsuite.health.status;

import org.jspecify.annotations.NullMarked;
