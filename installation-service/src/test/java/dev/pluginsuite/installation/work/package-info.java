@NullMarked
package dev.pluginsuite.installation.work;

import org.jspecify.annotations.NullMarked;
