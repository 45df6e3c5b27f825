@NullMarked
package dev.pluginsuite.validation.permission;

import org.jspecify.annotations.NullMarked;
