/** How a site leaves: emptied first, then closed. */
@NullMarked
package dev.pluginsuite.installation.offboarding;

import org.jspecify.annotations.NullMarked;
