@NullMarked
package dev.pluginsuite.validation.contract;

import org.jspecify.annotations.NullMarked;
