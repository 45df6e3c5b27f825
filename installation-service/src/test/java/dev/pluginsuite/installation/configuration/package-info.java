@NullMarked
package dev.pluginsuite.installation.configuration;

import org.jspecify.annotations.NullMarked;
