/** Secret values of installations: sealed at rest, handed to nobody but the site's agent. */
@NullMarked
package dev.pluginsuite.installation.secret;

import org.jspecify.annotations.NullMarked;
