@NullMarked
package dev.pluginsuite.installation;

import org.jspecify.annotations.NullMarked;
