/** How a deployment goes from site to site: rules without rows. */
@NullMarked
package dev.pluginsuite.deployment.strategy;

import org.jspecify.annotations.NullMarked;
