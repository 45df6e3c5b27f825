/** Tells those who asked what became of licences, which another service keeps. */
@NullMarked
package dev.pluginsuite.registry.licences;

import org.jspecify.annotations.NullMarked;
