/** Tells each day which newer versions sites could have, if that has changed. */
@NullMarked
package dev.pluginsuite.installation.updates;

import org.jspecify.annotations.NullMarked;
