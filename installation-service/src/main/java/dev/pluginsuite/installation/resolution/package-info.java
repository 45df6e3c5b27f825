/** Which packages fit together at a site. Pure: no framework, no clock, no database. */
@NullMarked
package dev.pluginsuite.installation.resolution;

import org.jspecify.annotations.NullMarked;
