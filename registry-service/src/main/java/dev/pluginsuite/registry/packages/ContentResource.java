package dev.pluginsuite.registry.packages;

import dev.pluginsuite.common.context.CallerContext;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.registry.storage.StoredObjectService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The bytes of packages over HTTP. */
@Path("/admin/plugin-registry/packages/{id}/content")
@RolesAllowed({
  Roles.DEVELOPER,
  Roles.CENTRAL_IT,
  Roles.SITE_ADMIN,
  Roles.SITE_AGENT,
  Roles.AUDITOR,
  Roles.SERVICE
})
class ContentResource {
  private final ContentAccess access;
  private final StoredObjectService objects;
  private final ContentAnswers answers;
  private final Caller caller;
  private final Vertx vertx;

  ContentResource(
      ContentAccess access,
      StoredObjectService objects,
      ContentAnswers answers,
      Caller caller,
      Vertx vertx) {
    this.access = access;
    this.objects = objects;
    this.answers = answers;
    this.caller = caller;
    this.vertx = vertx;
  }

  /** Blocking, because bytes are read from a store while they are written to the client. */
  @GET
  @Blocking
  public Uni<RestResponse<InputStream>> content(
      @RestPath UUID id,
      @RestHeader("If-None-Match") @Nullable String ifNoneMatch,
      @RestHeader("Range") @Nullable String range,
      @RestHeader("If-Range") @Nullable String ifRange,
      @Context HttpServerRequest request) {
    var conditions = new ContentConditions(ifNoneMatch, range, ifRange);
    // validation-service reads every submission, which is no download.
    var counts = !caller.is(Roles.SERVICE);
    return kept(id)
        .runSubscriptionOn(CallerContext.of(vertx))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(it -> answers.get(it, conditions, counts, request));
  }

  @HEAD
  public Uni<RestResponse<InputStream>> head(@RestPath UUID id) {
    return kept(id).map(ContentAnswers::head);
  }

  private Uni<KeptContent> kept(UUID id) {
    return access
        .to(id, caller)
        .chain(it -> objects.where(it.checksum).map(where -> KeptContent.of(it, where)));
  }
}
