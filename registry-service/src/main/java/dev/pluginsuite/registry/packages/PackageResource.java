package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.http.Preference;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.outbox.Publication;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.common.waiting.Settled;
import dev.pluginsuite.common.waiting.Waiting;
import dev.pluginsuite.registry.packages.PackageRepository.Filter;
import dev.pluginsuite.registry.packages.PackageView.Counters;
import dev.pluginsuite.registry.packages.Submission.Submitter;
import dev.pluginsuite.registry.packages.SubmissionIntake.Taken;
import dev.pluginsuite.registry.problem.RegistryProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

/** Submitting and reading packages over HTTP. */
@Path("/admin/plugin-registry/packages")
class PackageResource {
  private static final Settled<UUID> VALIDATED =
      new Settled<>(
          "validation",
          "select id from plugin_packages where id = any($1) and validation <> 'RUNNING'",
          UUID.class);

  private final SubmissionIntake submissions;
  private final WithdrawalService withdrawals;
  private final PackageService packages;
  private final Publication publication;
  private final Waiting waiting;
  private final Caller caller;
  private final IdempotentRequests requests;

  PackageResource(
      SubmissionIntake submissions,
      WithdrawalService withdrawals,
      PackageService packages,
      Publication publication,
      Waiting waiting,
      Caller caller,
      IdempotentRequests requests) {
    this.submissions = submissions;
    this.withdrawals = withdrawals;
    this.packages = packages;
    this.publication = publication;
    this.waiting = waiting;
    this.caller = caller;
    this.requests = requests;
  }

  @POST
  @RolesAllowed(Roles.DEVELOPER)
  public Uni<RestResponse<SubmissionAnswer>> submit(
      @NotNull @Valid PackageSubmissionRequest body,
      @RestHeader("Prefer") @Nullable String prefer,
      UriInfo uri) {
    var submitter = new Submitter(caller.principal(), caller.name());
    return submissions
        .take(body, submitter, caller.actor(), requests.of(body))
        .call(it -> waiting.until(VALIDATED, it.it().id, Preference.wait(prefer)))
        .chain(it -> packages.get(it.it().id).map(now -> new Taken(now, it.again())))
        .invoke(it -> requirePassed(it.it()))
        .chain(it -> packages.row(it.it()).map(row -> answer(it, row, uri)));
  }

  private static void requirePassed(PluginPackage it) {
    if (it.validation == ValidationStatus.FAILED) {
      throw RegistryProblem.VALIDATION_FAILED
          .because(
              "%s %s has %d errors and %d critical security findings."
                  .formatted(
                      it.pluginId,
                      it.pluginVersion,
                      it.findings.errors().size(),
                      it.findings.criticals()))
          .with("packageId", it.id)
          .with("errors", it.findings.errors())
          .with("warnings", it.findings.warnings())
          .with("securityFindings", it.findings.securityFindings());
    }
  }

  private static RestResponse<SubmissionAnswer> answer(Taken taken, PackageView row, UriInfo uri) {
    return ResponseBuilder.<SubmissionAnswer>create(status(taken))
        .entity(SubmissionAnswer.of(taken, row))
        .location(uri.getAbsolutePathBuilder().path(row.id().toString()).build())
        .header(HttpHeaders.ETAG, EntityTags.of(taken.it().revision))
        .build();
  }

  private static RestResponse.Status status(Taken taken) {
    if (taken.it().validation == ValidationStatus.RUNNING) {
      return RestResponse.Status.ACCEPTED;
    }
    return taken.again() ? RestResponse.Status.OK : RestResponse.Status.CREATED;
  }

  @GET
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.SITE_ADMIN, Roles.AUDITOR})
  public Uni<ListAnswer<PackageView>> list(
      @BeanParam @Valid PageRequest page,
      @RestQuery @Nullable PackageStatus status,
      @RestQuery @Nullable String registryId,
      @RestQuery @Nullable String pluginId) {
    return packages
        .list(page, new Filter(status, registryId, pluginId), PackageVisibility.of(caller))
        .chain(
            rows ->
                packages
                    .counters(rows.rows().stream().map(it -> it.id).toList())
                    .map(
                        counters -> rows.answer(it -> PackageView.row(it, counters), it -> it.id)));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.SITE_ADMIN, Roles.AUDITOR})
  public Uni<RestResponse<Answer<PackageView>>> get(@RestPath UUID id) {
    return packages.get(id, PackageVisibility.of(caller)).chain(this::detail);
  }

  private Uni<RestResponse<Answer<PackageView>>> detail(PluginPackage it) {
    return packages.counters(List.of(it.id)).chain(counters -> detail(it, counters));
  }

  private Uni<RestResponse<Answer<PackageView>>> detail(PluginPackage it, Counters counters) {
    return packages
        .growth(it)
        .map(growth -> answer(it, PackageView.detail(it, counters, growth.orElse(null))));
  }

  private static RestResponse<Answer<PackageView>> answer(PluginPackage it, PackageView view) {
    return ResponseBuilder.ok(Answer.of(view))
        .header(HttpHeaders.ETAG, EntityTags.of(it.revision))
        .build();
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.DEVELOPER)
  public Uni<RestResponse<Answer<PackageView>>> withdraw(
      @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return withdrawals
        .withdraw(id, caller.principal(), caller.actor(), ifMatch)
        .call(it -> publication.of(it.id))
        .chain(it -> packages.row(it).map(row -> answer(it, row)));
  }

  /** A submission's answer also says what validation noticed. */
  record SubmissionAnswer(
      PackageView data,
      String message,
      List<Finding> warnings,
      List<SecurityFinding> securityFindings) {
    static SubmissionAnswer of(Taken taken, PackageView row) {
      var it = taken.it();
      return new SubmissionAnswer(
          row,
          taken.again() ? "You submitted this before" : "Plugin submitted for approval",
          it.findings.warnings(),
          it.findings.securityFindings());
    }
  }
}
