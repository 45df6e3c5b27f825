/** What has been remembered long enough. */
@NullMarked
package dev.pluginsuite.common.retention;

import org.jspecify.annotations.NullMarked;
