package dev.pluginsuite.local.service;

import dev.pluginsuite.infra.Infrastructure;
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
    Infrastructure infrastructure,
    SigningKeys keys,
    URI gateway,
    Map<LocalService, URI> addresses) {

  URI url(LocalService service) {
    return Objects.requireNonNull(addresses.get(service));
  }
}
