@NullMarked
package dev.pluginsuite.validation.scancheck;

import org.jspecify.annotations.NullMarked;
