/**
 * The whole suite on one machine: what it needs, its services, two demo sites and the journey
 * through them.
 */
@NullMarked
package dev.pluginsuite.local;

import org.jspecify.annotations.NullMarked;
