/** Who calls, and for which sites. */
@NullMarked
package dev.pluginsuite.common.security;

import org.jspecify.annotations.NullMarked;
