package dev.pluginsuite.installation.command;

import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.outlook.OutlookService;
import dev.pluginsuite.installation.packages.PackageService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a deployment would do, site by site. Changes nothing. */
@Path("/admin/plugins/plans")
class PlansResource {
  private static final List<Topic> DECIDED_ON = List.of(Topic.PACKAGES, Topic.REGISTRIES);

  /** Each site may need a long search: a page of many must not outlast its caller's patience. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final RehearsalService rehearsals;
  private final PackageService packages;
  private final CatchUp catchUp;
  private final Caller caller;
  private final Clock clock;

  PlansResource(
      RehearsalService rehearsals,
      PackageService packages,
      CatchUp catchUp,
      Caller caller,
      Clock clock) {
    this.rehearsals = rehearsals;
    this.packages = packages;
    this.catchUp = catchUp;
    this.caller = caller;
    this.clock = clock;
  }

  @POST
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<ListAnswer<SitePlan>> plans(
      @NotNull @Valid PlansRequest body, @BeanParam @Valid PageRequest page) {
    requireInScope(body.siteIds());
    var by = caller.name();
    return catchUp
        .on(DECIDED_ON, () -> packages.get(body.packageId()))
        .chain(it -> plans(body, it, by, page))
        .map(it -> it.answer(row -> row, SitePlan::siteId));
  }

  private void requireInScope(List<String> siteIds) {
    for (var id : siteIds) {
      if (!caller.sites().contains(id)) {
        throw InstallationProblem.SITE_NOT_FOUND.because("There is no site %s.".formatted(id));
      }
    }
  }

  private Uni<Page<SitePlan>> plans(
      PlansRequest asked, PackageState wanted, String by, PageRequest page) {
    var caughtUp = new AtomicBoolean();
    return OutlookService.each(
        Page.of(asked.after(page.after()), page.limit),
        siteId -> plan(asked.command(siteId, wanted.pluginId(), by, clock.instant()), caughtUp),
        LONGEST);
  }

  /**
   * @param caughtUp whether everything was heard that there was when they were asked for
   */
  private Uni<SitePlan> plan(DeploymentCommand command, AtomicBoolean caughtUp) {
    return rehearsals
        .rehearse(command)
        .onFailure(it -> it instanceof Problem && !caughtUp.getAndSet(true))
        .recoverWithUni(() -> catchUp.on(DECIDED_ON, () -> rehearsals.rehearse(command)))
        .onFailure(Problem.class)
        .recoverWithItem(it -> SitePlan.refused(command.siteId(), it));
  }
}
