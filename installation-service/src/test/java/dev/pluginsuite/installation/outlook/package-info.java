/** Tests. */
@NullMarked
package dev.pluginsuite.installation.outlook;

import org.jspecify.annotations.NullMarked;
