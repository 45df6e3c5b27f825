/** Sites: who they are, and their place in the registry of sites. */
@NullMarked
package dev.pluginsuite.installation.site;

import org.jspecify.annotations.NullMarked;
