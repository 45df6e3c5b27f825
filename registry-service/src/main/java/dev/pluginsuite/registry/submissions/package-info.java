/** What was submitted, by whom, and what became of it. */
@NullMarked
package dev.pluginsuite.registry.submissions;

import org.jspecify.annotations.NullMarked;
