/** Tests of alerts. */
@NullMarked
package dev.pluginsuite.health.alert;

import org.jspecify.annotations.NullMarked;
