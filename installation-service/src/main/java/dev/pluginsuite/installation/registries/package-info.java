/** What registry-service said about registries, and which of them a site may use. */
@NullMarked
package dev.pluginsuite.installation.registries;

import org.jspecify.annotations.NullMarked;
