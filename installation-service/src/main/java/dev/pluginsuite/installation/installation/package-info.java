/** What sites should have and what they have. */
@NullMarked
package dev.pluginsuite.installation.installation;

import org.jspecify.annotations.NullMarked;
