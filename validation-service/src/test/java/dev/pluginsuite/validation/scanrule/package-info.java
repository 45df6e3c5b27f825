@NullMarked
package dev.pluginsuite.validation.scanrule;

import org.jspecify.annotations.NullMarked;
