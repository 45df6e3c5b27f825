/** What happens at sites when a licence has ended. */
@NullMarked
package dev.pluginsuite.installation.lapse;

import org.jspecify.annotations.NullMarked;
