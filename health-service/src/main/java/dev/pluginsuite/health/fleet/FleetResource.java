package dev.pluginsuite.health.fleet;

import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** The health of all installations that the caller may see. */
@Path("/admin/plugin-registry/health")
class FleetResource {
  private final FleetService fleet;
  private final Caller caller;

  FleetResource(FleetService fleet, Caller caller) {
    this.fleet = fleet;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<GroupView>> groups(
      @RestQuery @DefaultValue("plugin") String by,
      @BeanParam FleetFilter filter,
      @BeanParam @Valid PageRequest page) {
    return fleet
        .groups(grouping(by), caller.sites(), filter, page)
        .map(rows -> rows.answer(it -> it, GroupView::cursor));
  }

  private static Grouping grouping(String by) {
    return switch (by) {
      case "plugin" -> Grouping.PLUGIN;
      case "version" -> Grouping.VERSION;
      case "site" -> Grouping.SITE;
      default ->
          throw CommonProblem.INVALID_REQUEST.because(
              "Not valid: by.", List.of(new FieldError("by", "must be plugin, version or site")));
    };
  }

  @GET
  @Path("/installations")
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<InstallationHealthView>> installations(
      @BeanParam FleetFilter filter, @BeanParam @Valid PageRequest page) {
    return fleet
        .installations(caller.sites(), filter, page)
        .map(rows -> rows.answer(it -> it, InstallationHealthView::cursor));
  }
}
