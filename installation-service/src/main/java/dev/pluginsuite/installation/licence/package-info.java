/** What sites need to hold to run a plugin: terms, keys, and how licences pass. */
@NullMarked
package dev.pluginsuite.installation.licence;

import org.jspecify.annotations.NullMarked;
