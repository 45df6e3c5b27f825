/** What registry-service said about packages. */
@NullMarked
package dev.pluginsuite.installation.packages;

import org.jspecify.annotations.NullMarked;
