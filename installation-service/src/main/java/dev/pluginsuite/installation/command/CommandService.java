package dev.pluginsuite.installation.command;

import dev.pluginsuite.api.deployment.CommandOutcome;
import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.ProblemDetail;
import dev.pluginsuite.common.inbox.Inbox;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.installation.installation.InstallationService;
import dev.pluginsuite.installation.site.SiteService;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The use cases of commands: received once, answered once, repeated as often as asked. */
@ApplicationScoped
public class CommandService {
  private static final String CONSUMER = "commands";
  private static final List<CommandOutcome> NOTHING = List.of();

  private final CommandRepository commands;
  private final Execution execution;
  private final SiteService sites;
  private final InstallationService installations;
  private final Inbox inbox;
  private final Outbox outbox;
  private final Clock clock;

  CommandService(
      CommandRepository commands,
      Execution execution,
      SiteService sites,
      InstallationService installations,
      Inbox inbox,
      Outbox outbox,
      Clock clock) {
    this.commands = commands;
    this.execution = execution;
    this.sites = sites;
    this.installations = installations;
    this.inbox = inbox;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Writes it down; somebody executes it afterwards. A known one gets its answers again. */
  @WithTransaction
  Uni<Void> receive(DeploymentCommand body) {
    return inbox.once(CONSUMER, body.commandId(), () -> keep(body), () -> hearAgain(body));
  }

  /** One that is withdrawn before it comes is kept as such, so that it is not executed then. */
  private Uni<Void> keep(DeploymentCommand body) {
    var command = new Command(body, clock.instant());
    var said = body.withdrawn() ? List.of(command.withdraw(clock.instant())) : NOTHING;
    return commands.persist(command).chain(() -> tell(said));
  }

  private Uni<Void> hearAgain(DeploymentCommand body) {
    return body.withdrawn()
        ? lock(body.commandId()).chain(this::withdraw)
        : commands.get(body.commandId()).chain(it -> tell(it.said()));
  }

  private Uni<Void> withdraw(Command command) {
    if (!command.progress.isOpen()) {
      return tell(command.said());
    }
    return execution.takeBack(command).map(done -> withdraw(command, done)).chain(this::tell);
  }

  /** What somebody has changed since goes on to its own end. */
  private List<CommandOutcome> withdraw(Command command, boolean takenBack) {
    return takenBack ? List.of(command.withdraw(clock.instant())) : command.said();
  }

  /** The site before the command, as everywhere; one that is not known has no lock. */
  private Uni<Command> lock(UUID commandId) {
    return commands
        .siteOf(commandId)
        .chain(sites::lock)
        .onFailure(Problem.class)
        .recoverWithNull()
        .chain(() -> commands.lock(commandId));
  }

  @WithTransaction
  Uni<Void> execute(UUID commandId) {
    return lock(commandId)
        .chain(
            it ->
                it.progress == CommandProgress.RECEIVED
                    ? execute(it)
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> execute(Command command) {
    return execution
        .begin(command.body, clock.instant())
        .map(it -> command.accept(it, clock.instant()))
        .chain(it -> tell(List.of(it)))
        .chain(() -> settle(List.of(command)));
  }

  @WithTransaction
  Uni<Void> refuse(UUID commandId, ProblemDetail problem) {
    return lock(commandId)
        .chain(
            it ->
                it.progress == CommandProgress.RECEIVED
                    ? tell(List.of(it.refuse(problem, clock.instant())))
                    : Uni.createFrom().voidItem());
  }

  /** Answers the commands whose installations have come to an end, in the caller's transaction. */
  @WithTransaction
  public Uni<Void> settle(String siteId) {
    return commands.accepted(siteId).chain(this::settle);
  }

  private Uni<Void> settle(List<Command> open) {
    if (open.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return installations
        .all(Settlement.installationIds(open))
        .map(views -> new Settlement(views, clock.instant()).of(open))
        .chain(this::tell);
  }

  private Uni<Void> tell(List<CommandOutcome> outcomes) {
    return Multi.createFrom()
        .iterable(outcomes)
        .onItem()
        .transformToUniAndConcatenate(this::tell)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** The row of a repeated answer has an id of its own; the answer keeps the one it had. */
  private Uni<Void> tell(CommandOutcome it) {
    var type = "command." + it.kind().name().toLowerCase(Locale.ROOT);
    return outbox.message(Topic.OUTCOMES.topicName(), it.commandId(), type, Ids.next(), it);
  }
}
