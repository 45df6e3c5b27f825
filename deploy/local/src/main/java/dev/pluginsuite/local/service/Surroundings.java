package dev.pluginsuite.local.service;

import dev.pluginsuite.infra.Kafka;
import dev.pluginsuite.infra.Keycloak;
import dev.pluginsuite.infra.Postgres;
import dev.pluginsuite.local.keys.SigningKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What the services run on and are told about.
 *
 * @param state where a service may keep files
 * @param gateway without {@code /api/v1}
 */
public record Surroundings(
    Path state,
    Postgres postgres,
    Kafka kafka,
    Keycloak keycloak,
    SigningKeys keys,
    URI gateway,
    Map<LocalService, URI> addresses) {

  URI url(LocalService service) {
    return Objects.requireNonNull(addresses.get(service));
  }
}
