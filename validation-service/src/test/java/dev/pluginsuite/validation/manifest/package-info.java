@NullMarked
package dev.pluginsuite.validation.manifest;

import org.jspecify.annotations.NullMarked;
