/** What validation would say, without anything being submitted. */
@NullMarked
package dev.pluginsuite.validation.dryrun;

import org.jspecify.annotations.NullMarked;
