@NullMarked
package dev.pluginsuite.validation.dryrun;

import org.jspecify.annotations.NullMarked;
