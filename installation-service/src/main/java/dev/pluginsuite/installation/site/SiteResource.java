package dev.pluginsuite.installation.site;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.outbox.Publication;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Sites over HTTP. */
@Path("/admin/plugin-registry/sites")
class SiteResource {
  private final SiteService sites;
  private final Event<SiteRegistered> registered;
  private final Publication publication;
  private final Caller caller;
  private final IdempotentRequests requests;
  private final SiteViews views;

  SiteResource(
      SiteService sites,
      Event<SiteRegistered> registered,
      Publication publication,
      Caller caller,
      IdempotentRequests requests,
      SiteViews views) {
    this.sites = sites;
    this.registered = registered;
    this.publication = publication;
    this.caller = caller;
    this.requests = requests;
    this.views = views;
  }

  @GET
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR, Roles.SITE_ADMIN})
  public Uni<ListAnswer<SiteView>> list(
      @BeanParam @Valid PageRequest page,
      @QueryParam("label") @Size(max = 10) List<@Size(max = 200) String> label,
      @QueryParam("drift") @Nullable Boolean drift) {
    var filter = new SiteRepository.Filter(LabelFilter.of(label), drift);
    return sites.list(caller.sites(), filter, page).map(it -> it.answer(views::of, row -> row.id));
  }

  @POST
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<SiteView>>> register(
      @NotNull @Valid SiteRequest body, UriInfo uri) {
    var id = requireId(body.id());
    return sites
        .register(id, body.description(), caller.actor(), requests.of(body))
        .invoke(it -> registered.fireAsync(new SiteRegistered(it.id)))
        .call(it -> publication.of(it.id))
        .map(
            it ->
                ResponseBuilder.<Answer<SiteView>>created(
                        uri.getAbsolutePathBuilder().path(it.id).build())
                    .entity(new Answer<>(views.of(it), "Site registered; it is being provisioned"))
                    .header(HttpHeaders.ETAG, EntityTags.of(it.revision))
                    .build());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR, Roles.SITE_ADMIN})
  public Uni<RestResponse<Answer<SiteView>>> get(@RestPath String id) {
    if (!caller.sites().contains(id)) {
      throw SiteRepository.unknown(id);
    }
    return sites.find(id).map(it -> answer(it, null));
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<SiteView>>> describe(
      @RestPath String id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid SiteRequest body) {
    if (body.id() != null && !body.id().equals(id)) {
      throw CommonProblem.INVALID_REQUEST.because(
          "A site keeps its id.", List.of(new FieldError("id", "has to be %s".formatted(id))));
    }
    return sites
        .describe(id, body.description(), body.isAcknowledged(), ifMatch, caller.actor())
        .call(it -> publication.of(it.site().id))
        .map(it -> answer(it.site(), message(it.breakages())));
  }

  private static String message(List<Breakage> breakages) {
    return breakages.isEmpty()
        ? "Site changed"
        : "Site changed. What does not run there any more: "
            + breakages.stream().map(Breakage::toString).collect(Collectors.joining(" "));
  }

  private static String requireId(@Nullable String id) {
    if (id == null) {
      throw CommonProblem.INVALID_REQUEST.because(
          "A site needs an id.", List.of(new FieldError("id", "must not be missing")));
    }
    return id;
  }

  private RestResponse<Answer<SiteView>> answer(Site it, @Nullable String message) {
    return ResponseBuilder.ok(new Answer<>(views.of(it), message))
        .header(HttpHeaders.ETAG, EntityTags.of(it.revision))
        .build();
  }
}
