/** Asks again for what a site could not do. */
@NullMarked
package dev.pluginsuite.installation.retry;

import org.jspecify.annotations.NullMarked;
