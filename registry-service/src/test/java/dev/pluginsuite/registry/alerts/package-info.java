/** Tests of what is told of alerts. */
@NullMarked
package dev.pluginsuite.registry.alerts;

import org.jspecify.annotations.NullMarked;
