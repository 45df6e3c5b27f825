/** How risky the permissions are that a plugin asks for. */
@NullMarked
package dev.pluginsuite.validation.permission;

import org.jspecify.annotations.NullMarked;
