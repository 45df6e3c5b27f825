/** One site of a deployment: asked, answered, counted. */
@NullMarked
package dev.pluginsuite.deployment.target;

import org.jspecify.annotations.NullMarked;
