@NullMarked
package dev.pluginsuite.installation.install;

import org.jspecify.annotations.NullMarked;
