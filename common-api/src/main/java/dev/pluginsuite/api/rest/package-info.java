/** The envelopes of REST answers. */
@NullMarked
package dev.pluginsuite.api.rest;

import org.jspecify.annotations.NullMarked;
