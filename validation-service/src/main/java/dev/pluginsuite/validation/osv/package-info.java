/** What OSV says of npm libraries, and the check against it: pure. */
@NullMarked
package dev.pluginsuite.validation.osv;

import org.jspecify.annotations.NullMarked;
