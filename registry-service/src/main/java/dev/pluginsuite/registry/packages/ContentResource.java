package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.context.CallerContext;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.registry.installations.KnownInstallationService;
import dev.pluginsuite.registry.storage.ContentStore;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The bytes of packages over HTTP. */
@Path("/admin/plugin-registry/packages/{id}/content")
class ContentResource {
  private final PackageService packages;
  private final KnownInstallationService installations;
  private final ContentStore store;
  private final CatchUp catchUp;
  private final Caller caller;
  private final Vertx vertx;

  ContentResource(
      PackageService packages,
      KnownInstallationService installations,
      ContentStore store,
      CatchUp catchUp,
      Caller caller,
      Vertx vertx) {
    this.packages = packages;
    this.installations = installations;
    this.store = store;
    this.catchUp = catchUp;
    this.caller = caller;
    this.vertx = vertx;
  }

  /** Blocking, because bytes are read from disk while they are written to the client. */
  @GET
  @Blocking
  @RolesAllowed({
    Roles.DEVELOPER,
    Roles.CENTRAL_IT,
    Roles.SITE_ADMIN,
    Roles.SITE_AGENT,
    Roles.AUDITOR,
    Roles.SERVICE
  })
  public Uni<RestResponse<InputStream>> content(
      @RestPath UUID id, @Context HttpServerResponse response) {
    // validation-service reads every submission, which is no download.
    var counts = !caller.is(Roles.SERVICE);
    return allowed(id)
        .call(it -> counts ? packages.countDownload(it.id) : Uni.createFrom().voidItem())
        .runSubscriptionOn(CallerContext.of(vertx))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(it -> stream(it, response));
  }

  private Uni<PluginPackage> allowed(UUID id) {
    if (caller.is(Roles.SITE_AGENT)) {
      var sites = caller.namedSites();
      return catchUp
          .on(List.of(Topic.INSTALLATIONS), () -> desired(id, sites))
          .chain(() -> packages.get(id));
    }
    return packages.get(id, PackageVisibility.of(caller));
  }

  private Uni<Void> desired(UUID id, Set<String> sites) {
    return installations
        .isDesiredAt(id, sites)
        .invoke(
            desired -> {
              if (!desired) {
                throw CommonProblem.NOT_FOUND.because(
                    "Package %s is not in your desired state.".formatted(id));
              }
            })
        .replaceWithVoid();
  }

  private RestResponse<InputStream> stream(PluginPackage it, HttpServerResponse response) {
    var body = new ResettingInputStream(store.open(it.checksum, it.size), response);
    var digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(it.checksum));
    return ResponseBuilder.<InputStream>ok(body)
        .header(HttpHeaders.CONTENT_TYPE, "application/gzip")
        .header(HttpHeaders.CONTENT_LENGTH, it.size)
        .header(HttpHeaders.ETAG, "\"" + it.checksum + "\"")
        .header("Repr-Digest", "sha-256=:" + digest + ":")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + it.pluginId + ".mpk\"")
        .build();
  }
}
