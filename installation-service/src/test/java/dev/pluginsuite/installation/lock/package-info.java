@NullMarked
package dev.pluginsuite.installation.lock;

import org.jspecify.annotations.NullMarked;
