package dev.pluginsuite.installation.command;

import dev.pluginsuite.api.deployment.CommandOutcome;
import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.ProblemDetail;
import dev.pluginsuite.common.inbox.Inbox;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.installation.installation.InstallationService;
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

  private final CommandRepository commands;
  private final Execution execution;
  private final InstallationService installations;
  private final Inbox inbox;
  private final Outbox outbox;
  private final Clock clock;

  CommandService(
      CommandRepository commands,
      Execution execution,
      InstallationService installations,
      Inbox inbox,
      Outbox outbox,
      Clock clock) {
    this.commands = commands;
    this.execution = execution;
    this.installations = installations;
    this.inbox = inbox;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Writes it down; somebody executes it afterwards. A known one gets its answers again. */
  @WithTransaction
  Uni<Void> receive(DeploymentCommand body) {
    return inbox.once(
        CONSUMER,
        body.commandId(),
        () -> commands.persist(new Command(body, clock.instant())),
        () -> commands.get(body.commandId()).chain(it -> tell(it.said())));
  }

  @WithTransaction
  Uni<Void> execute(UUID commandId) {
    return commands
        .lock(commandId)
        .chain(
            it ->
                it.progress == CommandProgress.RECEIVED
                    ? execute(it)
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> execute(Command command) {
    return execution
        .begin(command.body)
        .map(it -> command.accept(it.installationId(), it.wanted(), it.made(), clock.instant()))
        .chain(it -> tell(List.of(it)))
        .chain(() -> settle(List.of(command)));
  }

  @WithTransaction
  Uni<Void> refuse(UUID commandId, ProblemDetail problem) {
    return commands
        .lock(commandId)
        .map(it -> it.refuse(problem, clock.instant()))
        .chain(it -> tell(List.of(it)));
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
