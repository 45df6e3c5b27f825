@NullMarked
package dev.pluginsuite.installation.lapse;

import org.jspecify.annotations.NullMarked;
