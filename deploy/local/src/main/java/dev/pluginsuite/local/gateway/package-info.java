/**
 * The one address in front of the services: a reverse proxy that reads its routes from the
 * HTTPRoute.
 */
@NullMarked
package dev.pluginsuite.local.gateway;

import org.jspecify.annotations.NullMarked;
