/** One plugin on its way to many sites. */
@NullMarked
package dev.pluginsuite.deployment.deployment;

import org.jspecify.annotations.NullMarked;
