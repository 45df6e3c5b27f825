/** The packages and sites as this service knows them. */
@NullMarked
package dev.pluginsuite.deployment.known;

import org.jspecify.annotations.NullMarked;
