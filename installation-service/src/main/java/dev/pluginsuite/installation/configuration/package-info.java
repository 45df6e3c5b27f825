/** Whether a configuration fits a manifest. Pure. */
@NullMarked
package dev.pluginsuite.installation.configuration;

import org.jspecify.annotations.NullMarked;
