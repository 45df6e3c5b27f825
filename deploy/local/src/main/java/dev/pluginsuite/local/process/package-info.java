/** Child processes that are stopped in order, and found again after the launcher was killed. */
@NullMarked
package dev.pluginsuite.local.process;

import org.jspecify.annotations.NullMarked;
