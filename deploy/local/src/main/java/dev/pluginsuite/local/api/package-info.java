/** The suite's REST API as a demo user calls it: through the gateway, with a token of the realm. */
@NullMarked
package dev.pluginsuite.local.api;

import org.jspecify.annotations.NullMarked;
