/** Accepting an installation: whole or not at all. */
@NullMarked
package dev.pluginsuite.installation.install;

import org.jspecify.annotations.NullMarked;
