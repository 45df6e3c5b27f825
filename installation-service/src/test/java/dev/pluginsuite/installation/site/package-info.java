@NullMarked
package dev.pluginsuite.installation.site;

import org.jspecify.annotations.NullMarked;
