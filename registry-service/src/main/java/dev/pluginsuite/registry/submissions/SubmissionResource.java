package dev.pluginsuite.registry.submissions;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Submissions over HTTP: developers see their own. */
@Path("/admin/plugin-registry/submissions")
class SubmissionResource {
  private final SubmissionHistory submissions;
  private final Caller caller;

  SubmissionResource(SubmissionHistory submissions, Caller caller) {
    this.submissions = submissions;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<SubmissionView>> list(
      @BeanParam @Valid PageRequest page,
      @RestQuery @Size(max = 64) @Nullable String registryId,
      @RestQuery @Size(max = 64) @Nullable String pluginId,
      @RestQuery @Nullable SubmissionOutcome outcome,
      @RestQuery @Size(max = 255) @Nullable String submittedBy) {
    var filter =
        visible(SubmissionFilter.before(page.before()))
            .where("registry_id", registryId)
            .where("plugin_id", pluginId)
            .where("outcome", outcome)
            .where("submitted_by", submittedBy);
    return submissions
        .list(filter, page.limit)
        .map(it -> it.answer(view -> view, SubmissionView::id));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<Answer<SubmissionView>> get(@RestPath UUID id) {
    return submissions.get(id, visible(SubmissionFilter.of(id))).map(Answer::of);
  }

  private SubmissionFilter visible(SubmissionFilter filter) {
    var all = caller.isAny(Roles.CENTRAL_IT, Roles.AUDITOR);
    return all ? filter : filter.where("submitter", caller.principal());
  }
}
