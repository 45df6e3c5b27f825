/** The two demo sites: registered, enrolled, each with an MES process and the agent beside it. */
@NullMarked
package dev.pluginsuite.local.site;

import org.jspecify.annotations.NullMarked;
