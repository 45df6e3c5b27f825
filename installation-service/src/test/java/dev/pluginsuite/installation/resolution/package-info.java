@NullMarked
package dev.pluginsuite.installation.resolution;

import org.jspecify.annotations.NullMarked;
