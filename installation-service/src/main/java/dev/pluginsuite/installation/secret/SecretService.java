package dev.pluginsuite.installation.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.common.secrecy.SealingKeys;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.secret.CheckedConfiguration.NewSecret;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Keeps secret values sealed, and opens them for the site they are for. */
@ApplicationScoped
public class SecretService {
  private final SecretRepository secrets;
  private final SealingKeys keys;
  private final ObjectMapper json;
  private final Clock clock;

  SecretService(SecretRepository secrets, SecretConfig config, ObjectMapper json, Clock clock) {
    this.secrets = secrets;
    this.keys = config.keyFile().map(SealingKeys::in).orElseGet(() -> new SealingKeys(List.of()));
    this.json = json;
    this.clock = clock;
  }

  /** Keeps what a configuration brings, in the transaction that decides on it. */
  @WithTransaction
  public Uni<Void> keep(String siteId, String pluginId, CheckedConfiguration configuration) {
    var fresh = configuration.secrets();
    if (fresh.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    if (keys.currentId().isEmpty()) {
      throw InstallationProblem.SECRETS_UNAVAILABLE.because(
          "%s has secrets, and this service has no key to keep them under: suite.secrets.key-file is not set."
              .formatted(pluginId));
    }
    return secrets.persist(fresh.stream().map(it -> sealed(siteId, pluginId, it)));
  }

  /** The values behind references, as far as they are this site's. */
  @WithSession
  public Uni<List<SecretView>> open(String siteId, Collection<UUID> refs) {
    return secrets.of(siteId, refs).map(rows -> rows.stream().map(this::opened).toList());
  }

  /** Seals a few anew that an older key sealed; how many. */
  @WithTransaction
  Uni<Integer> reseal() {
    return keys.currentId()
        .map(secrets::stale)
        .orElseGet(() -> Uni.createFrom().item(List.of()))
        .invoke(rows -> rows.forEach(it -> it.reseal(keys)))
        .map(List::size);
  }

  /** Drops a few that nothing names any more; how many. */
  @WithTransaction
  Uni<Integer> purge() {
    return secrets.purge();
  }

  private Secret sealed(String siteId, String pluginId, NewSecret it) {
    return new Secret(siteId, pluginId, it.ref(), clock.instant()).seal(write(it.value()), keys);
  }

  private SecretView opened(Secret it) {
    return new SecretView(it.id, it.name, it.revision, read(it.open(keys)));
  }

  private byte[] write(Object value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A secret cannot be written", e);
    }
  }

  private JsonNode read(byte[] value) {
    try {
      return json.readTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException("A secret cannot be read", e);
    }
  }
}
