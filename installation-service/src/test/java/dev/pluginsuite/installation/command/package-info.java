@NullMarked
package dev.pluginsuite.installation.command;

import org.jspecify.annotations.NullMarked;
