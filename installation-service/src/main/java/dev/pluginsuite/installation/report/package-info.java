/** What agents say about their sites. */
@NullMarked
package dev.pluginsuite.installation.report;

import org.jspecify.annotations.NullMarked;
