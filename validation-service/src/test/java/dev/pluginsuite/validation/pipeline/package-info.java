@NullMarked
package dev.pluginsuite.validation.pipeline;

import org.jspecify.annotations.NullMarked;
