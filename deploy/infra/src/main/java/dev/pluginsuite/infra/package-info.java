/** PostgreSQL, Kafka and Keycloak as child processes or containers, for tests and laptops. */
@NullMarked
package dev.pluginsuite.infra;

import org.jspecify.annotations.NullMarked;
