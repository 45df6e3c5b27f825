package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.outbox.Publication;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.registry.packages.PackageView.Counters;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
  private final Publication publication;
  private final Caller caller;
  private final IdempotentRequests requests;

  ReviewResource(
      ReviewService reviews, Publication publication, Caller caller, IdempotentRequests requests) {
    this.reviews = reviews;
    this.publication = publication;
    this.caller = caller;
    this.requests = requests;
  }

  @PUT
  @Path("/review")
  public Uni<RestResponse<Answer<PackageView>>> start(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable Reasons body) {
    return answer(reviews.start(id, decision(ifMatch, body)), "Review started");
  }

  @DELETE
  @Path("/review")
  public Uni<RestResponse<Answer<PackageView>>> release(
      @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(reviews.release(id, decision(ifMatch, null)), "Review released");
  }

  @PUT
  @Path("/approve")
  public Uni<RestResponse<Answer<PackageView>>> approve(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable Approval body) {
    var approval = body == null ? Approval.PLAIN : body;
    approval.requireKnownLicense();
    var decision =
        new Decision(
            caller.principal(),
            caller.actor(),
            requests.of(body),
            ifMatch,
            approval.reason(),
            approval.changeReference());
    return answer(
        reviews.approve(id, decision, approval.licenseType(), approval.acknowledged()),
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
  @Path("/revoke")
  public Uni<RestResponse<Answer<PackageView>>> revoke(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable Reasons body) {
    return answer(reviews.revoke(id, decision(ifMatch, body)), "Plugin revoked");
  }

  private Decision decision(@Nullable String ifMatch, @Nullable Reasons body) {
    return new Decision(
        caller.principal(),
        caller.actor(),
        requests.of(body),
        ifMatch,
        body == null ? null : body.reason(),
        body == null ? null : body.changeReference());
  }

  private Uni<RestResponse<Answer<PackageView>>> answer(
      Uni<PluginPackage> decided, String message) {
    return decided
        .call(it -> publication.of(it.id))
        .map(
            it ->
                ResponseBuilder.ok(new Answer<>(PackageView.row(it, Counters.NONE), message))
                    .header(HttpHeaders.ETAG, EntityTags.of(it.revision))
                    .build());
  }

  /** Why, and under which change. */
  record Reasons(
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference) {}

  /**
   * @param acknowledgedRisks the permissions of high risk that the approver accepts
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Approval(
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference,
      @Nullable LicenseType licenseType,
      @Nullable Set<String> acknowledgedRisks) {
    static final Approval PLAIN = new Approval(null, null, null, null);

    /** With one that nobody knows, nobody could ever install the package. */
    void requireKnownLicense() {
      if (licenseType == LicenseType.UNKNOWN) {
        var known = EnumSet.complementOf(EnumSet.of(LicenseType.UNKNOWN));
        throw CommonProblem.INVALID_REQUEST.because(
            "There is no such licence type.",
            List.of(new FieldError("licenseType", "must be one of " + known)));
      }
    }

    Set<String> acknowledged() {
      return acknowledgedRisks == null ? Set.of() : acknowledgedRisks;
    }
  }
}
