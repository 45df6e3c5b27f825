/**
 * One trace from the request to the site: carried by rows and records, recorded where asked for.
 */
@NullMarked
package dev.pluginsuite.common.trace;

import org.jspecify.annotations.NullMarked;
