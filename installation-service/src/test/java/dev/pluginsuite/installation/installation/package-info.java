@NullMarked
package dev.pluginsuite.installation.installation;

import org.jspecify.annotations.NullMarked;
