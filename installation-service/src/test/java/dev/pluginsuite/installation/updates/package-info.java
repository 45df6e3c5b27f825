@NullMarked
package dev.pluginsuite.installation.updates;

import org.jspecify.annotations.NullMarked;
