/** Says again what is, for topics and projections that lost it. */
@NullMarked
package dev.pluginsuite.common.republication;

import org.jspecify.annotations.NullMarked;
