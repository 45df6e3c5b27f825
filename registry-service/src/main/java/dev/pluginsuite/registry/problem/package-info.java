/** Every refusal of this service. */
@NullMarked
package dev.pluginsuite.registry.problem;

import org.jspecify.annotations.NullMarked;
