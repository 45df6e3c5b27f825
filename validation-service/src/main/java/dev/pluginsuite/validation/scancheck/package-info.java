/** What is looked for in packages, one small class each. */
@NullMarked
package dev.pluginsuite.validation.scancheck;

import org.jspecify.annotations.NullMarked;
