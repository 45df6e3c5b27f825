/** Tests of what is told while a deployment goes on. */
@NullMarked
package dev.pluginsuite.deployment.watch;

import org.jspecify.annotations.NullMarked;
