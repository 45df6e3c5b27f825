/** The installations as this service knows them. */
@NullMarked
package dev.pluginsuite.health.installation;

import org.jspecify.annotations.NullMarked;
