/** What the sites have: counts, and who may fetch what. */
@NullMarked
package dev.pluginsuite.registry.installations;

import org.jspecify.annotations.NullMarked;
