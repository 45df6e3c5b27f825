/** What health-service says of installations, shown with them. */
@NullMarked
package dev.pluginsuite.installation.health;

import org.jspecify.annotations.NullMarked;
