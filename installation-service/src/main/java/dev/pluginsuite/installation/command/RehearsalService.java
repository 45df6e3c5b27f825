package dev.pluginsuite.installation.command;

import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.installation.install.InstallService;
import dev.pluginsuite.installation.install.PlanView;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Does what a command would do and rolls all of it back. Nothing foretells a refusal as well as the
 * very same steps.
 */
@ApplicationScoped
class RehearsalService {
  /** The real thing waits for whoever is at work at the site; a question does not. */
  private static final String PATIENCE = "set local lock_timeout = '2s'";

  private final Execution execution;
  private final InstallService installs;

  RehearsalService(Execution execution, InstallService installs) {
    this.execution = execution;
    this.installs = installs;
  }

  @WithTransaction
  Uni<SitePlan> rehearse(DeploymentCommand command) {
    return Panache.currentTransaction()
        .invoke(Mutiny.Transaction::markForRollback)
        .chain(RehearsalService::beImpatient)
        .chain(() -> execution.intend(command))
        .chain(it -> carryOut(command.siteId(), it));
  }

  private static Uni<Integer> beImpatient() {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(PATIENCE).executeUpdate());
  }

  private Uni<SitePlan> carryOut(String siteId, Intention intention) {
    return plan(intention)
        .chain(plan -> intention.carryOut().get().map(begun -> SitePlan.of(siteId, plan, begun)));
  }

  private Uni<@Nullable PlanView> plan(Intention intention) {
    var order = intention.order();
    return order == null ? Uni.createFrom().nullItem() : installs.preview(order);
  }
}
