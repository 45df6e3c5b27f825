/** Pulling back what was revoked, everywhere. */
@NullMarked
package dev.pluginsuite.installation.revocation;

import org.jspecify.annotations.NullMarked;
