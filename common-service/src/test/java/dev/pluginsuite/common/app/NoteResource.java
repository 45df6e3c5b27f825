package dev.pluginsuite.common.app;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Every way in which a request can go wrong. */
@Path("/notes")
class NoteResource {
  private final NoteService notes;
  private final IdempotentRequests requests;

  NoteResource(NoteService notes, IdempotentRequests requests) {
    this.notes = notes;
    this.requests = requests;
  }

  @POST
  @RolesAllowed(Roles.DEVELOPER)
  public Uni<Answer<UUID>> write(@NotNull @Valid NoteRequest body) {
    return notes.writeOnce(requests.of(body), body.text(), false).map(Answer::of);
  }

  @GET
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT})
  public Uni<ListAnswer<String>> list(
      @BeanParam @Valid PageRequest page,
      @RestQuery("text-like") @Nullable String textLike,
      @RestQuery @Max(9) @Nullable Integer depth) {
    return notes
        .list(page, textLike)
        .map(rows -> Page.of(rows, page.limit).answer(it -> it.text, it -> it.id));
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Roles.DEVELOPER)
  public Uni<Void> rewrite(
      @RestPath UUID id, @RestHeader("If-Match") @Nullable String ifMatch, NoteRequest body) {
    EntityTags.require(ifMatch, 1);
    return notes.rewrite(id, body.text());
  }

  @PUT
  @Path("/{id}/race")
  @RolesAllowed(Roles.DEVELOPER)
  public Uni<Void> race(@RestPath UUID id) {
    return notes.rewriteWhileAnotherDoes(id);
  }

  @GET
  @Path("/bug")
  @RolesAllowed(Roles.DEVELOPER)
  public Uni<Void> bug() {
    throw new IllegalStateException("secret detail");
  }

  @GET
  @Path("/error")
  @RolesAllowed(Roles.DEVELOPER)
  public Uni<Void> error() {
    throw new StackOverflowError("secret detail");
  }

  @GET
  @Path("/gone")
  @RolesAllowed(Roles.DEVELOPER)
  public Uni<Void> gone() {
    throw new WebApplicationException(
        "internal words",
        Response.status(Response.Status.GONE).header("Retry-After", "never").build());
  }

  @GET
  @Path("/undeclared")
  public Uni<String> undeclared() {
    return Uni.createFrom().item("open");
  }

  record NoteRequest(@NotBlank @Size(max = 100) String text, @Valid @Nullable List<Tag> tags) {}

  record Tag(@NotBlank String name) {}
}
