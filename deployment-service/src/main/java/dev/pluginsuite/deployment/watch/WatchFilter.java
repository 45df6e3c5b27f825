package dev.pluginsuite.deployment.watch;

import dev.pluginsuite.common.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A stream's status and headers are sent before it is begun, so a refusal has to come earlier. */
class WatchFilter {
  private final WatchService deployments;
  private final Caller caller;

  WatchFilter(WatchService deployments, Caller caller) {
    this.deployments = deployments;
    this.caller = caller;
  }

  @Watched
  @ServerRequestFilter
  public Uni<Void> requireWatchable(UriInfo uri) {
    return id(uri)
        .map(id -> deployments.requireWatchable(id, caller.principal()))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** Empty if it is none: then the resource refuses it. */
  private static Optional<UUID> id(UriInfo uri) {
    try {
      return Optional.of(UUID.fromString(uri.getPathParameters().getFirst("id")));
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }
}
