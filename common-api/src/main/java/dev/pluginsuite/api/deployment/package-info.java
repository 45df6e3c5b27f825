/** Commands to installation-service and their outcomes. */
@NullMarked
package dev.pluginsuite.api.deployment;

import org.jspecify.annotations.NullMarked;
