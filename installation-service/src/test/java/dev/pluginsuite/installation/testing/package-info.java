/** The rest of the suite and a site, as this service sees them. */
@NullMarked
package dev.pluginsuite.installation.testing;

import org.jspecify.annotations.NullMarked;
