package dev.pluginsuite.deployment.target;

import static dev.pluginsuite.deployment.problem.DeploymentProblem.DEPLOYMENT_RUNNING;
import static dev.pluginsuite.deployment.problem.DeploymentProblem.TARGET_TIMED_OUT;

import dev.pluginsuite.api.deployment.CommandOutcome;
import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.deployment.target.TargetStatements.Counted;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happens at the sites of deployments. Says of which deployments something was counted. */
@ApplicationScoped
public class TargetService {
  /** Types of problems with which a site says that it has nothing to do. */
  private static final Set<String> NOTHING_TO_DO =
      Set.of(
          "/problems/no-earlier-version", "/problems/changed-since", "/problems/site-not-active");

  /** With which it says that the command came when its window had closed. */
  private static final String TOO_LATE = "/problems/window-closed";

  private final TargetRepository targets;
  private final TargetStatements statements;
  private final HealthStatements health;
  private final TargetMetrics metrics;
  private final Outbox outbox;

  TargetService(
      TargetRepository targets,
      TargetStatements statements,
      HealthStatements health,
      TargetMetrics metrics,
      Outbox outbox) {
    this.targets = targets;
    this.statements = statements;
    this.health = health;
    this.metrics = metrics;
    this.outbox = outbox;
  }

  /**
   * One target per site.
   *
   * @param siteIds in the order of their waves
   * @param waves how many sites each has
   * @param now whether it starts at once: then a site with a running deployment of the plugin is a
   *     refusal; one that is scheduled waits its turn
   */
  @WithTransaction
  public Uni<Void> create(
      UUID deployment, String pluginId, List<String> siteIds, List<Integer> waves, boolean now) {
    return targets
        .lock(pluginId)
        .chain(() -> targets.insert(deployment, pluginId, siteIds, waves, now))
        .chain(
            made ->
                made == siteIds.size()
                    ? Uni.createFrom().voidItem()
                    : targets
                        .holders(pluginId, siteIds)
                        .map(rows -> running(pluginId, deployment, rows))
                        .chain(refusal -> Uni.createFrom().failure(refusal)));
  }

  private static Problem running(String pluginId, UUID deployment, List<Object[]> holders) {
    var errors =
        holders.stream()
            .filter(it -> !deployment.toString().equals(it[1]))
            .map(it -> new FieldError("siteIds", "%s: deployment %s".formatted(it[0], it[1])))
            .toList();
    return DEPLOYMENT_RUNNING.because(
        "Deployments of %s are running at %d of the sites; wait for them."
            .formatted(pluginId, errors.size()),
        errors);
  }

  /** More sites of one that runs, and is locked. Answers how many were not its own before. */
  @WithTransaction
  public Uni<Integer> join(UUID deployment, String pluginId, int wave, List<String> siteIds) {
    return targets.join(deployment, pluginId, wave, siteIds);
  }

  /** Asks the next sites of a running deployment. Answers how many. */
  @WithTransaction
  public Uni<Integer> start(String pluginId, UUID deployment) {
    return targets
        .lock(pluginId)
        .chain(() -> statements.lockRunning(deployment))
        .chain(
            running ->
                running
                    ? statements.start(deployment)
                    : Uni.createFrom().item(List.<DeploymentCommand>of()))
        .call(this::send)
        .map(List::size)
        .invoke(metrics::asked);
  }

  /** Asks again where nobody answered. Answers how many. */
  @WithTransaction
  public Uni<Integer> sendAgain() {
    return statements.sendAgain().call(this::send).map(List::size).invoke(metrics::askedAgain);
  }

  /** Takes back what deployments have asked for that are not wanted any more. Answers how many. */
  @WithTransaction
  public Uni<Integer> withdraw() {
    return statements.withdraw().call(this::send).map(List::size).invoke(metrics::withdrawn);
  }

  private Uni<Void> send(List<DeploymentCommand> commands) {
    return Multi.createFrom()
        .iterable(commands)
        .onItem()
        .transformToUniAndConcatenate(this::send)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** The record's id is its own: the same command may be on its way twice. */
  private Uni<Void> send(DeploymentCommand it) {
    var topic = Topic.COMMANDS.topicName();
    return outbox.message(topic, it.siteId(), "deployment.command", Ids.next(), it);
  }

  /** Answers the deployment that counted it. */
  @WithTransaction
  public Uni<List<UUID>> hear(CommandOutcome outcome) {
    return switch (outcome.kind()) {
      case ACCEPTED -> statements.accept(outcome).replaceWith(List.of());
      case SUCCEEDED -> succeeded(outcome);
      case REFUSED -> refused(outcome);
      case FAILED ->
          statements
              .tryAgain(outcome)
              .chain(
                  again ->
                      again ? Uni.createFrom().item(List.of()) : end(outcome, TargetStatus.FAILED));
      case WITHDRAWN -> end(outcome, TargetStatus.CANCELLED);
      case UNKNOWN -> Uni.createFrom().item(List.of());
    };
  }

  /** Its health may have been heard of before its end. */
  private Uni<List<UUID>> succeeded(CommandOutcome outcome) {
    var installation = outcome.installationId();
    return installation == null
        ? end(outcome, TargetStatus.SUCCEEDED)
        : health
            .alone(installation)
            .chain(() -> end(outcome, TargetStatus.SUCCEEDED))
            .call(
                over ->
                    over.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : health.look(over.get(0), installation));
  }

  /**
   * A site that has nothing to go back to, or has gone on since, has not failed; one whose window
   * had closed is asked in the next one, if anybody still wants it.
   */
  private Uni<List<UUID>> refused(CommandOutcome outcome) {
    var problem = outcome.problem();
    var type = problem == null ? "" : String.valueOf(problem.type());
    if (TOO_LATE.equals(type)) {
      return statements
          .waitAgain(outcome)
          .chain(again -> again ? none() : end(outcome, TargetStatus.CANCELLED));
    }
    return end(outcome, NOTHING_TO_DO.contains(type) ? TargetStatus.SKIPPED : TargetStatus.FAILED);
  }

  private static Uni<List<UUID>> none() {
    return Uni.createFrom().item(List.of());
  }

  private Uni<List<UUID>> end(CommandOutcome outcome, TargetStatus as) {
    return statements
        .end(outcome, as)
        .invoke(counted -> metrics.ended(as, counted))
        .map(TargetService::deployments);
  }

  /** Whether any site takes too long. */
  @WithSession
  public Uni<Boolean> isAnyLate() {
    return statements.isAnyLate();
  }

  /**
   * Gives up on sites that took too long, and takes back what they were asked for: in the same
   * transaction, since others may ask the site from now on. Answers null when there were none.
   */
  @WithTransaction
  public Uni<@Nullable List<UUID>> timeOut() {
    var problem = TARGET_TIMED_OUT.because("The site did not end the command in time.").asDetail();
    return statements
        .timeOut(problem)
        .call(this::takeBack)
        .invoke(counted -> metrics.ended(TargetStatus.TIMED_OUT, counted))
        .map(counted -> counted.isEmpty() ? null : deployments(counted));
  }

  private Uni<Void> takeBack(List<Counted> counted) {
    return statements
        .givenUp(counted)
        .call(this::send)
        .invoke(it -> metrics.withdrawn(it.size()))
        .replaceWithVoid();
  }

  private static List<UUID> deployments(List<Counted> counted) {
    return counted.stream().map(Counted::deploymentId).toList();
  }

  /** Asks those anew that failed. */
  @WithTransaction
  public Uni<Void> retry(UUID deployment) {
    return statements.retry(deployment);
  }

  /**
   * One for each site of another deployment that did it, or is at it. None holds its site: each
   * waits its turn. Answers how many.
   *
   * @param waves of the other one; none stands for all
   */
  @WithTransaction
  public Uni<Integer> createBack(UUID deployment, UUID of, List<Integer> waves, boolean force) {
    return targets.insertBack(deployment, of, waves, force);
  }

  /** How many targets {@link #createBack} would create. */
  @WithSession
  public Uni<Integer> countBack(UUID of, List<Integer> waves) {
    return targets.countBack(of, waves);
  }

  /** Site and deployment of those that would be in the way. */
  @WithSession
  public Uni<Map<String, UUID>> holders(String pluginId, List<String> siteIds) {
    return targets
        .holders(pluginId, siteIds)
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            it -> (String) it[0],
                            it -> UUID.fromString((String) it[1]),
                            (first, second) -> first,
                            TreeMap::new)));
  }

  /** The ids of its sites, in the order of their names. */
  @WithSession
  public Uni<List<String>> sites(UUID deployment) {
    return targets
        .sites(List.of(deployment))
        .map(rows -> rows.stream().map(it -> (String) it[1]).toList());
  }

  /** Before anybody was asked: others take their place. */
  @WithTransaction
  public Uni<Void> delete(UUID deployment) {
    return targets.delete(deployment);
  }

  /** Takes back what was not asked yet. */
  @WithTransaction
  public Uni<Void> cancelPending(UUID deployment) {
    return statements.cancelPending(deployment);
  }
}
