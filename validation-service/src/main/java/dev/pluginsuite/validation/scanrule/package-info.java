/** The rules that say which text in a file is dangerous, read from files. */
@NullMarked
package dev.pluginsuite.validation.scanrule;

import org.jspecify.annotations.NullMarked;
