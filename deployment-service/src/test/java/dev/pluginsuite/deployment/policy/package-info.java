/** Tests of the policies. */
@NullMarked
package dev.pluginsuite.deployment.policy;

import org.jspecify.annotations.NullMarked;
