/** Deployments of a plugin to many sites. */
@NullMarked
package dev.pluginsuite.deployment;

import org.jspecify.annotations.NullMarked;
