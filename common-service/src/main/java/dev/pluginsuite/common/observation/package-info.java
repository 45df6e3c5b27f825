/** What an operator sees of a service from outside. */
@NullMarked
package dev.pluginsuite.common.observation;

import org.jspecify.annotations.NullMarked;
