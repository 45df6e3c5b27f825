/** The service as its callers and its topics see it. */
@NullMarked
package dev.pluginsuite.deployment;

import org.jspecify.annotations.NullMarked;
