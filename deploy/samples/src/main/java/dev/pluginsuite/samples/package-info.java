/** Sample plugins as packages, and the builder that packs them or makes hostile ones. */
@NullMarked
package dev.pluginsuite.samples;

import org.jspecify.annotations.NullMarked;
