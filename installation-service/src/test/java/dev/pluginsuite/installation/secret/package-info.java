@NullMarked
package dev.pluginsuite.installation.secret;

import org.jspecify.annotations.NullMarked;
