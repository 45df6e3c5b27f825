package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RevocationMode;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.outbox.Publication;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.registry.packages.DecisionRequests.ApprovalRequest;
import dev.pluginsuite.registry.packages.DecisionRequests.DeprecationRequest;
import dev.pluginsuite.registry.packages.DecisionRequests.Reasons;
import dev.pluginsuite.registry.packages.DecisionRequests.ReviewRequest;
import dev.pluginsuite.registry.packages.DecisionRequests.RevocationRequest;
import dev.pluginsuite.registry.packages.PackageView.Counters;
import dev.pluginsuite.registry.packages.ReviewService.Revocation;
import dev.pluginsuite.registry.packages.RevocationImpact.Impact;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Decisions about packages over HTTP: each on exactly what the reviewer read ({@code If-Match}).
 */
@Path("/admin/plugin-registry/packages/{id}")
@RolesAllowed(Roles.CENTRAL_IT)
class ReviewResource {
  private final ReviewService reviews;
  private final ApprovalService approvals;
  private final PackageService packages;
  private final Publication publication;
  private final Caller caller;
  private final IdempotentRequests requests;

  ReviewResource(
      ReviewService reviews,
      ApprovalService approvals,
      PackageService packages,
      Publication publication,
      Caller caller,
      IdempotentRequests requests) {
    this.reviews = reviews;
    this.approvals = approvals;
    this.packages = packages;
    this.publication = publication;
    this.caller = caller;
    this.requests = requests;
  }

  @PUT
  @Path("/review")
  public Uni<RestResponse<Answer<PackageView>>> start(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable ReviewRequest body) {
    var asked = body == null ? ReviewRequest.PLAIN : body;
    var decision = decision(ifMatch, body, asked.reason(), asked.changeReference());
    return answer(reviews.start(id, decision, asked.assigned()), "Review started");
  }

  @DELETE
  @Path("/review")
  public Uni<RestResponse<Answer<PackageView>>> release(
      @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(reviews.release(id, decision(ifMatch, null, null, null)), "Review released");
  }

  @PUT
  @Path("/approve")
  public Uni<RestResponse<Answer<PackageView>>> approve(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable ApprovalRequest body) {
    var asked = body == null ? ApprovalRequest.PLAIN : body;
    asked.requireKnownLicense();
    var decision = decision(ifMatch, body, asked.reason(), asked.changeReference());
    return answer(
        approvals.approve(id, decision, asked.licenseType(), asked.acknowledged()),
        "Plugin approved");
  }

  @PUT
  @Path("/reject")
  public Uni<RestResponse<Answer<PackageView>>> reject(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable Reasons body) {
    return answer(reviews.reject(id, decision(ifMatch, body)), "Plugin rejected");
  }

  @PUT
  @Path("/deprecate")
  public Uni<RestResponse<Answer<PackageView>>> deprecate(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable DeprecationRequest body) {
    var asked = body == null ? DeprecationRequest.PLAIN : body;
    var decision = decision(ifMatch, body, asked.reason(), asked.changeReference());
    return answer(reviews.deprecate(id, decision, asked.replacedBy()), "Plugin deprecated");
  }

  @PUT
  @Path("/undeprecate")
  public Uni<RestResponse<Answer<PackageView>>> undeprecate(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable Reasons body) {
    return answer(reviews.undeprecate(id, decision(ifMatch, body)), "Plugin approved again");
  }

  /** As a dry run it says whom the revocation would hit, and changes nothing. */
  @PUT
  @Path("/revoke")
  public Uni<RestResponse<RevocationAnswer>> revoke(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable RevocationRequest body) {
    var asked = body == null ? RevocationRequest.PLAIN : body;
    var terms = asked.terms();
    if (Boolean.TRUE.equals(asked.dryRun())) {
      return reviews
          .wouldRevoke(id, terms)
          .map(it -> revocation(it, "Dry run: nothing was changed"));
    }
    var decision = decision(ifMatch, body, asked.reason(), asked.changeReference());
    return reviews
        .revoke(id, decision, terms)
        .call(it -> publication.of(it.id))
        .chain(it -> reviews.hit(it, Objects.requireNonNull(it.review.terms())))
        .map(it -> revocation(it, "Plugin revoked"));
  }

  private static RestResponse<RevocationAnswer> revocation(Revocation it, String message) {
    var view = PackageView.row(it.revoked(), Counters.NONE);
    return ResponseBuilder.ok(
            new RevocationAnswer(view, message, TermsView.of(it.terms()), it.impact()))
        .header(HttpHeaders.ETAG, EntityTags.of(it.revoked().revision))
        .build();
  }

  private Decision decision(@Nullable String ifMatch, @Nullable Reasons body) {
    return body == null
        ? decision(ifMatch, null, null, null)
        : decision(ifMatch, body, body.reason(), body.changeReference());
  }

  private Decision decision(
      @Nullable String ifMatch,
      @Nullable Object body,
      @Nullable String reason,
      @Nullable String changeReference) {
    var by = new Reviewer(caller.principal(), caller.name());
    var verdict = new Verdict(by, reason, changeReference);
    return new Decision(verdict, caller.actor(), requests.of(body), ifMatch);
  }

  private Uni<RestResponse<Answer<PackageView>>> answer(
      Uni<PluginPackage> decided, String message) {
    return decided
        .call(it -> publication.of(it.id))
        .chain(it -> packages.row(it).map(row -> answer(it, row, message)));
  }

  private static RestResponse<Answer<PackageView>> answer(
      PluginPackage it, PackageView row, String message) {
    return ResponseBuilder.ok(new Answer<>(row, said(it, message)))
        .header(HttpHeaders.ETAG, EntityTags.of(it.revision))
        .build();
  }

  private static String said(PluginPackage it, String message) {
    return it.review.first != null && it.status() == PackageStatus.IN_REVIEW
        ? "Approved once; a second approver is needed"
        : message;
  }

  /** A revocation's answer also says what it does, and which sites and what else it hits. */
  record RevocationAnswer(PackageView data, String message, TermsView terms, Impact impact) {}

  /**
   * What a revocation does.
   *
   * @param deadline when what is still there is stopped; absent unless the mode is DEADLINE
   * @param effect the same in a sentence
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TermsView(RevocationMode mode, @Nullable Instant deadline, String effect) {
    static TermsView of(RevocationTerms it) {
      return new TermsView(it.mode(), it.deadline(), it.effect());
    }
  }
}
