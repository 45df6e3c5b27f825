package dev.pluginsuite.registry.subscriptions;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.context.CallerContext;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.registry.channels.Channels;
import dev.pluginsuite.registry.channels.WebhookSecret;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.subscriptions.Subscription.Owner;
import dev.pluginsuite.registry.subscriptions.Subscription.Wish;
import dev.pluginsuite.registry.subscriptions.SubscriptionService.Change;
import dev.pluginsuite.registry.subscriptions.SubscriptionService.Written;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Subscriptions to notices over HTTP. */
@Path("/admin/plugin-registry/subscriptions")
class SubscriptionResource {
  private final SubscriptionService subscriptions;
  private final Channels channels;
  private final Caller caller;
  private final IdempotentRequests requests;
  private final Vertx vertx;

  SubscriptionResource(
      SubscriptionService subscriptions,
      Channels channels,
      Caller caller,
      IdempotentRequests requests,
      Vertx vertx) {
    this.subscriptions = subscriptions;
    this.channels = channels;
    this.caller = caller;
    this.requests = requests;
    this.vertx = vertx;
  }

  @POST
  @RolesAllowed({Roles.DEVELOPER, Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<RestResponse<Answer<SubscriptionView>>> create(
      @NotNull @Valid SubscriptionRequest body, UriInfo uri) {
    var owner = owner();
    var wish = wish(body, owner);
    var actor = caller.actor();
    var request = requests.of(body);
    return reachable(wish)
        .chain(() -> subscriptions.create(wish, owner, WebhookSecret.random(), actor, request))
        .map(it -> created(it, uri));
  }

  private static RestResponse<Answer<SubscriptionView>> created(Written it, UriInfo uri) {
    var id = it.subscription().id;
    return ResponseBuilder.<Answer<SubscriptionView>>created(
            uri.getAbsolutePathBuilder().path(id.toString()).build())
        .entity(new Answer<>(view(it), "Subscription created"))
        .header(HttpHeaders.ETAG, EntityTags.of(it.subscription().revision))
        .build();
  }

  @GET
  @RolesAllowed({Roles.DEVELOPER, Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<SubscriptionView>> list(@BeanParam @Valid PageRequest page) {
    return subscriptions
        .list(page, SubscriptionAccess.toRead(caller))
        .map(it -> it.answer(SubscriptionView::of, row -> row.id));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.DEVELOPER, Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<RestResponse<Answer<SubscriptionView>>> get(@RestPath UUID id) {
    return subscriptions
        .get(id, SubscriptionAccess.toRead(caller))
        .map(it -> answer(new Written(it, null), null));
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed({Roles.DEVELOPER, Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<RestResponse<Answer<SubscriptionView>>> change(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid SubscriptionRequest body) {
    var owner = owner();
    var wish = wish(body, owner);
    var change = change(ifMatch, body);
    return reachable(wish)
        .chain(() -> subscriptions.change(id, wish, owner, change))
        .map(it -> answer(it, "Subscription changed"));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed({Roles.DEVELOPER, Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<Void> delete(
      @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return subscriptions.delete(id, change(ifMatch, null));
  }

  /** For a while messages are signed with both secrets, so that the receiver misses none. */
  @POST
  @Path("/{id}/rotate-secret")
  @RolesAllowed({Roles.DEVELOPER, Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<RestResponse<Answer<SubscriptionView>>> rotate(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable Rotation body) {
    var secret = body == null ? WebhookSecret.random() : body.asSecret();
    return subscriptions
        .rotate(id, secret, change(ifMatch, body))
        .map(it -> answer(it, "Secret rotated"));
  }

  private Owner owner() {
    return new Owner(caller.principal(), caller.name(), Reach.of(caller));
  }

  /** Whoever is not of central IT has mail sent to themselves alone. */
  private Wish wish(SubscriptionRequest body, Owner owner) {
    var wish = body.wish(owner.reach());
    if (body.address() != null
        && !caller.is(Roles.CENTRAL_IT)
        && !body.address().equalsIgnoreCase(caller.name())) {
      throw RegistryProblem.INVALID_SUBSCRIPTION.because(
          "Mail can be sent to you alone.",
          List.of(new FieldError("address", "must be " + caller.name())));
    }
    return wish;
  }

  private Uni<Void> reachable(Wish wish) {
    return channels.requireReachable(wish.destination()).emitOn(CallerContext.of(vertx));
  }

  private Change change(@Nullable String ifMatch, @Nullable Object body) {
    return new Change(
        SubscriptionAccess.toChange(caller), caller.actor(), ifMatch, requests.of(body));
  }

  private static RestResponse<Answer<SubscriptionView>> answer(
      Written it, @Nullable String message) {
    return ResponseBuilder.ok(new Answer<>(view(it), message))
        .header(HttpHeaders.ETAG, EntityTags.of(it.subscription().revision))
        .build();
  }

  private static SubscriptionView view(Written it) {
    return SubscriptionView.of(it.subscription(), it.secret());
  }

  /**
   * @param secret absent for a random one
   */
  record Rotation(@Nullable String secret) {
    WebhookSecret asSecret() {
      if (secret == null) {
        return WebhookSecret.random();
      }
      return WebhookSecret.read(secret)
          .orElseThrow(
              () ->
                  RegistryProblem.INVALID_SUBSCRIPTION.because(
                      "This is no secret.",
                      List.of(
                          new FieldError(
                              "secret", "must be whsec_ and 24 to 64 bytes in base64"))));
    }
  }
}
