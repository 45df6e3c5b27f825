/** Approved packages: fetched, and verified before anything is unpacked. */
@NullMarked
package dev.pluginsuite.agent.packages;

import org.jspecify.annotations.NullMarked;
