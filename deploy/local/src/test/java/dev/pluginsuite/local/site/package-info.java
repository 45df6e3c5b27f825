@NullMarked
package dev.pluginsuite.local.site;

import org.jspecify.annotations.NullMarked;
