/**
 * Calls to addresses that people named: to public servers, or to what an operator listed on
 * purpose, and to nothing else.
 */
@NullMarked
package dev.pluginsuite.registry.egress;

import org.jspecify.annotations.NullMarked;
