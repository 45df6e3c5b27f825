package dev.pluginsuite.registry.ratings;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer.Pagination;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.ratings.PluginReview.Opinion;
import dev.pluginsuite.registry.ratings.RatingRepository.Reader;
import dev.pluginsuite.registry.ratings.RatingService.Rated;
import dev.pluginsuite.registry.ratings.RatingService.Writing;
import dev.pluginsuite.registry.ratings.RatingService.Written;
import dev.pluginsuite.registry.stars.RatingSummary;
import dev.pluginsuite.registry.versions.CatalogVisibility;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Reviews of packages over HTTP. */
@Path("/admin/plugin-registry/packages/{id}/reviews")
class RatingResource {
  private static final List<Topic> DECIDED_ON = List.of(Topic.INSTALLATIONS);

  private final RatingService ratings;
  private final CatchUp catchUp;
  private final Caller caller;
  private final IdempotentRequests requests;

  RatingResource(
      RatingService ratings, CatchUp catchUp, Caller caller, IdempotentRequests requests) {
    this.ratings = ratings;
    this.catchUp = catchUp;
    this.caller = caller;
    this.requests = requests;
  }

  /** The caller's one review of the package: written, or written anew. */
  @POST
  @RolesAllowed(Roles.SITE_ADMIN)
  public Uni<RestResponse<Answer<PluginReviewView>>> write(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid PluginReviewRequest body,
      UriInfo uri) {
    var opinion =
        new Opinion(
            caller.principal(),
            caller.name(),
            site(body.siteId()),
            body.rating().intValueExact(),
            Comment.cleaned(body.comment()));
    var by = new Writing(caller.actor(), requests.of(body), CatalogVisibility.of(caller), ifMatch);
    return catchUp.on(DECIDED_ON, () -> ratings.write(id, opinion, by)).map(it -> written(it, uri));
  }

  private static RestResponse<Answer<PluginReviewView>> written(Written written, UriInfo uri) {
    var it = written.review();
    return ResponseBuilder.<Answer<PluginReviewView>>create(
            written.isFirst() ? RestResponse.Status.CREATED : RestResponse.Status.OK)
        .entity(
            new Answer<>(PluginReviewView.of(it), "Central IT looks at it before others see it"))
        .location(uri.getAbsolutePathBuilder().path(it.id.toString()).build())
        .header(HttpHeaders.ETAG, EntityTags.of(it.revision))
        .build();
  }

  /** A caller of exactly one site need not name it. */
  private String site(@Nullable String named) {
    if (named != null) {
      if (!caller.sites().contains(named)) {
        throw CommonProblem.NOT_FOUND.because("There is no site %s.".formatted(named));
      }
      return named;
    }
    var choices = caller.namedSites().stream().filter(it -> !it.equals("*")).sorted().toList();
    if (choices.size() != 1) {
      throw RegistryProblem.SITE_REQUIRED
          .because(
              "Name the site in siteId.",
              List.of(new FieldError("siteId", "has to be one of " + choices)))
          .with("choices", choices);
    }
    return choices.get(0);
  }

  @GET
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.SITE_ADMIN, Roles.AUDITOR})
  public Uni<ReviewsAnswer> list(
      @RestPath UUID id,
      @BeanParam @Valid PageRequest page,
      @RestQuery @Nullable RatingStatus status) {
    return ratings
        .list(id, status, reader(), CatalogVisibility.of(caller), page)
        .map(ReviewsAnswer::of);
  }

  @GET
  @Path("/{reviewId}")
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.SITE_ADMIN, Roles.AUDITOR})
  public Uni<RestResponse<Answer<PluginReviewView>>> get(
      @RestPath UUID id, @RestPath UUID reviewId) {
    return ratings
        .get(id, reviewId, reader(), CatalogVisibility.of(caller))
        .map(it -> answer(it, null));
  }

  @PUT
  @Path("/{reviewId}/approve")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<PluginReviewView>>> approve(
      @RestPath UUID id,
      @RestPath UUID reviewId,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable ModerationRequest body) {
    return ratings
        .approve(id, reviewId, moderation(ifMatch, body))
        .map(it -> answer(it, "Review approved"));
  }

  @PUT
  @Path("/{reviewId}/reject")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<PluginReviewView>>> reject(
      @RestPath UUID id,
      @RestPath UUID reviewId,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable ModerationRequest body) {
    return ratings
        .reject(id, reviewId, moderation(ifMatch, body))
        .map(it -> answer(it, "Review rejected"));
  }

  private Reader reader() {
    return new Reader(caller.principal(), caller.is(Roles.CENTRAL_IT));
  }

  private Moderation moderation(@Nullable String ifMatch, @Nullable ModerationRequest body) {
    return new Moderation(
        caller.principal(),
        caller.actor(),
        requests.of(body),
        ifMatch,
        body == null ? null : body.reason(),
        body == null ? null : body.changeReference());
  }

  private static RestResponse<Answer<PluginReviewView>> answer(
      PluginReview it, @Nullable String message) {
    return ResponseBuilder.ok(new Answer<>(PluginReviewView.of(it), message))
        .header(HttpHeaders.ETAG, EntityTags.of(it.revision))
        .build();
  }

  /** Why, and under which change. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ModerationRequest(
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference) {}

  /**
   * A page of reviews.
   *
   * @param rating of all that are approved, whatever is on the page
   */
  record ReviewsAnswer(List<PluginReviewView> data, RatingSummary rating, Pagination pagination) {
    static ReviewsAnswer of(Rated rated) {
      var rows = rated.reviews().answer(PluginReviewView::of, it -> it.id);
      return new ReviewsAnswer(rows.data(), rated.rating(), rows.pagination());
    }
  }
}
