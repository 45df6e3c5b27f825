/** Licences, as the other services know them. */
@NullMarked
package dev.pluginsuite.api.licence;

import org.jspecify.annotations.NullMarked;
