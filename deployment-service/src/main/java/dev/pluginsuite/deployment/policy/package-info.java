/** What deployments to some sites need before they start: a second person, a change reference. */
@NullMarked
package dev.pluginsuite.deployment.policy;

import org.jspecify.annotations.NullMarked;
