@NullMarked
package dev.pluginsuite.installation.licence;

import org.jspecify.annotations.NullMarked;
