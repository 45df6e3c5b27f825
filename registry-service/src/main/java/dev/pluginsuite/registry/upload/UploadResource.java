package dev.pluginsuite.registry.upload;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.context.CallerContext;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.storage.ContentStore;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Takes the bytes of packages over HTTP. */
@Path("/admin/plugin-registry/uploads")
class UploadResource {
  private final UploadService uploads;
  private final ContentStore store;
  private final Caller caller;
  private final Vertx vertx;

  UploadResource(UploadService uploads, ContentStore store, Caller caller, Vertx vertx) {
    this.uploads = uploads;
    this.store = store;
    this.caller = caller;
    this.vertx = vertx;
  }

  @POST
  @Blocking
  @Consumes({
    "application/octet-stream",
    "application/gzip",
    "application/x-gzip",
    "application/vnd.pluginsuite.mpk"
  })
  @RolesAllowed(Roles.DEVELOPER)
  public Uni<RestResponse<Answer<UploadView>>> upload(
      InputStream bytes,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
      UriInfo uri) {
    if (length != null && length > uploads.largest()) {
      throw RegistryProblem.UPLOAD_TOO_LARGE.because(
          "A package has at most %d bytes.".formatted(uploads.largest()));
    }
    var owner = caller.principal();
    var loop = CallerContext.of(vertx);
    var id = Ids.next();
    return uploads
        .begin(id, owner)
        .runSubscriptionOn(loop)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(nothing -> store.receive(id, bytes, uploads.largest()))
        .emitOn(loop)
        .chain(content -> uploads.complete(id, content))
        .onFailure()
        .call(failure -> giveUp(id, loop))
        .map(it -> created(it, uri));
  }

  private Uni<Void> giveUp(UUID id, Executor loop) {
    return Uni.createFrom()
        .voidItem()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(() -> store.discard(id))
        .emitOn(loop)
        .chain(() -> uploads.giveUp(id))
        // What went wrong first is what the caller has to know.
        .onFailure()
        .recoverWithNull();
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.DEVELOPER)
  public Uni<Void> delete(@RestPath UUID id) {
    return uploads
        .delete(id, caller.principal())
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(() -> store.discard(id));
  }

  private static RestResponse<Answer<UploadView>> created(Upload upload, UriInfo uri) {
    var url = uri.getAbsolutePathBuilder().path(upload.id.toString()).build();
    var checksum = Objects.requireNonNull(upload.checksum, "complete");
    var view = new UploadView(upload.id, url.getPath(), checksum, upload.size, upload.expiresAt);
    return ResponseBuilder.<Answer<UploadView>>created(url)
        .entity(new Answer<>(view, "Package received"))
        .build();
  }

  /**
   * @param packageUrl to be named by the submission
   * @param size in bytes
   */
  record UploadView(UUID id, String packageUrl, String checksum, long size, Instant expiresAt) {}
}
