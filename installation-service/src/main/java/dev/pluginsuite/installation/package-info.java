/** What may run at which site, and what does. */
@NullMarked
package dev.pluginsuite.installation;

import org.jspecify.annotations.NullMarked;
