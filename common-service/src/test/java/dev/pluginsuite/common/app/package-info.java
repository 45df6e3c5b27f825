/** A small service, so that what is common can be tested as services use it. */
@NullMarked
package dev.pluginsuite.common.app;

import org.jspecify.annotations.NullMarked;
