/** The keys that approvals are signed with. */
@NullMarked
package dev.pluginsuite.local.keys;

import org.jspecify.annotations.NullMarked;
