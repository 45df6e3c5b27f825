package dev.pluginsuite.agent.desired;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.DesiredState.Action;
import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads a record's value. What passes has no null in it and is this site's. */
public final class DocumentReader {
  private static final TypeReference<StateEvent<DesiredState>> EVENT = new TypeReference<>() {};

  private final String siteId;

  public DocumentReader(String siteId) {
    this.siteId = siteId;
  }

  public DesiredState read(byte[] value) throws IOException {
    try {
      var document = checked(Json.MAPPER.readValue(value, EVENT).state());
      if (!document.siteId().equals(siteId)) {
        throw new IOException("The document is for " + document.siteId());
      }
      return document;
    } catch (NullPointerException missing) {
      throw new IOException("The document lacks " + missing.getMessage(), missing);
    }
  }

  private static DesiredState checked(DesiredState state) {
    var plugins = Objects.requireNonNull(state.plugins(), "plugins");
    return new DesiredState(
        Objects.requireNonNull(state.siteId(), "siteId"),
        state.siteGeneration(),
        plugins.stream().map(DocumentReader::checked).toList());
  }

  private static DesiredState.Plugin checked(DesiredState.Plugin it) {
    return new DesiredState.Plugin(
        Objects.requireNonNull(it.installationId(), "installationId"),
        it.generation(),
        Objects.requireNonNull(it.planId(), "planId"),
        Objects.requireNonNull(it.pluginId(), "pluginId"),
        Objects.requireNonNullElse(it.action(), Action.UNKNOWN),
        checked(Objects.requireNonNull(it.packageRef(), "packageRef")),
        List.copyOf(Objects.requireNonNullElse(it.requires(), List.of())),
        Objects.requireNonNullElse(it.configuration(), Map.of()),
        checked(Objects.requireNonNullElse(it.secretRefs(), List.of())));
  }

  private static List<SecretRef> checked(List<SecretRef> refs) {
    refs.forEach(
        it -> {
          Objects.requireNonNull(it.name(), "secretRefs.name");
          Objects.requireNonNull(it.ref(), "secretRefs.ref");
        });
    return List.copyOf(refs);
  }

  private static DesiredState.PackageRef checked(DesiredState.PackageRef it) {
    return new DesiredState.PackageRef(
        Objects.requireNonNull(it.packageId(), "packageId"),
        Objects.requireNonNull(it.version(), "version"),
        Objects.requireNonNull(it.checksum(), "checksum"),
        it.size(),
        Objects.requireNonNull(it.contentUrl(), "contentUrl"),
        Objects.requireNonNull(it.attestationUrl(), "attestationUrl"));
  }
}
