/** What could be at sites: newer versions, and what other versions of the MES would break. */
@NullMarked
package dev.pluginsuite.installation.outlook;

import org.jspecify.annotations.NullMarked;
