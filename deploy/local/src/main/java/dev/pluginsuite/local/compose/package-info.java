/** What the containers of Compose are given, so that they are what the launcher starts. */
@NullMarked
package dev.pluginsuite.local.compose;

import org.jspecify.annotations.NullMarked;
