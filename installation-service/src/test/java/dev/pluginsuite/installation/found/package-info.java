@NullMarked
package dev.pluginsuite.installation.found;

import org.jspecify.annotations.NullMarked;
