package dev.pluginsuite.installation.lock;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.outbox.Publication;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.installation.Decision;
import dev.pluginsuite.installation.installation.Decisions;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.installation.Outcomes;
import dev.pluginsuite.installation.lock.LockService.Applied;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Locks of sites over HTTP. */
@Path("/admin/plugin-registry/sites/{id}/lock")
class LockResource {
  private static final List<Topic> DECIDED_ON = List.of(Topic.PACKAGES, Topic.REGISTRIES);

  private final LockService locks;
  private final CatchUp catchUp;
  private final Publication publication;
  private final Outcomes outcomes;
  private final Caller caller;
  private final Decisions decisions;

  LockResource(
      LockService locks,
      CatchUp catchUp,
      Publication publication,
      Outcomes outcomes,
      Caller caller,
      Decisions decisions) {
    this.locks = locks;
    this.catchUp = catchUp;
    this.publication = publication;
    this.outcomes = outcomes;
    this.caller = caller;
    this.decisions = decisions;
  }

  @GET
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<Answer<SiteLock>> take(
      @RestPath String id, @RestQuery @Nullable Boolean configuration) {
    requireInScope(id);
    return locks.take(id, Boolean.TRUE.equals(configuration)).map(Answer::of);
  }

  @POST
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<RestResponse<Answer<LockPlanView>>> apply(
      @RestPath String id,
      @NotNull @Valid LockRequest body,
      @RestHeader("Prefer") @Nullable String prefer) {
    requireInScope(id);
    var order = body.order(id, decision(body));
    return body.isDryRun() ? preview(order) : apply(order, prefer);
  }

  private Uni<RestResponse<Answer<LockPlanView>>> preview(LockOrder order) {
    return catchUp
        .on(DECIDED_ON, () -> locks.preview(order))
        .map(it -> ResponseBuilder.ok(Answer.of(it.view())).build());
  }

  private Uni<RestResponse<Answer<LockPlanView>>> apply(LockOrder order, @Nullable String prefer) {
    return catchUp
        .on(DECIDED_ON, () -> locks.apply(order))
        .call(it -> publication.of(it.order().siteId()))
        .chain(it -> it.changed().isEmpty() ? nothing(it) : outcome(it, prefer));
  }

  /** Also for who asks again with the same key: told once, it is not told again. */
  private static Uni<RestResponse<Answer<LockPlanView>>> nothing(Applied it) {
    return Uni.createFrom().item(answer(Status.OK, it, said(it)));
  }

  private static String said(Applied it) {
    var siteId = it.order().siteId();
    if (it.hindrance() != null) {
      return "This was applied before; now %s could not be given it: %s"
          .formatted(siteId, it.hindrance());
    }
    return it.isNothing()
        ? "%s is to have all of it already".formatted(siteId)
        : "This was applied before; the steps are what %s lacks".formatted(siteId);
  }

  private Uni<RestResponse<Answer<LockPlanView>>> outcome(Applied it, @Nullable String prefer) {
    return outcomes.failed(it.changed(), prefer).map(failed -> answer(it, failed));
  }

  private static RestResponse<Answer<LockPlanView>> answer(
      Applied it, @Nullable List<InstallationView> failed) {
    var siteId = it.order().siteId();
    if (failed == null) {
      return answer(Status.ACCEPTED, it, "%s is told; it has not reported yet".formatted(siteId));
    }
    if (failed.isEmpty()) {
      return answer(Status.OK, it, "%s has all of it".formatted(siteId));
    }
    var first = failed.get(0);
    return answer(
        Status.OK,
        it,
        "%s could not do it, and goes back to what it had: %s %s failed to %s: %s"
            .formatted(
                siteId, first.pluginId(), first.version(), first.failedOperation(), first.error()));
  }

  private static RestResponse<Answer<LockPlanView>> answer(
      Status status, Applied it, String message) {
    return ResponseBuilder.create(status, new Answer<>(it.view(), message)).build();
  }

  private Decision decision(LockRequest body) {
    return decisions.of(body, null, body.reason(), body.changeReference());
  }

  private void requireInScope(String id) {
    if (!caller.sites().contains(id)) {
      throw InstallationProblem.SITE_NOT_FOUND.because("There is no site %s.".formatted(id));
    }
  }
}
