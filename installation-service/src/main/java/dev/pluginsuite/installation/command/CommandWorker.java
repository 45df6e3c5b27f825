package dev.pluginsuite.installation.command;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.common.trace.Traces;
import dev.pluginsuite.installation.command.CommandRepository.Taken;
import dev.pluginsuite.installation.work.Drain;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Executes what was received. Not in the consumer: a command may overtake the package it names, and
 * while one waits for that the others go on.
 */
@ApplicationScoped
class CommandWorker {
  private static final Logger LOG = Logger.getLogger(CommandWorker.class);
  private static final List<Topic> DECIDED_ON = List.of(Topic.PACKAGES, Topic.REGISTRIES);

  private final CommandRepository queue;
  private final CommandService commands;
  private final CatchUp catchUp;
  private final Traces traces;
  private final Drain drain = new Drain("commands", this::next);

  CommandWorker(CommandRepository queue, CommandService commands, CatchUp catchUp, Traces traces) {
    this.queue = queue;
    this.commands = commands;
    this.catchUp = catchUp;
    this.traces = traces;
  }

  void wake() {
    drain.wake();
  }

  @Scheduled(every = "1s", delayed = "1s", skipExecutionIf = ApplicationNotRunning.class)
  void look() {
    drain.wake();
  }

  private Uni<Boolean> next() {
    return queue
        .take()
        .chain(it -> it == null ? Uni.createFrom().item(false) : execute(it).replaceWith(true));
  }

  private Uni<Void> execute(Taken it) {
    return traces.follow(it.cause(), "execute command", () -> execute(it.commandId()));
  }

  private Uni<Void> execute(UUID commandId) {
    return catchUp
        .on(DECIDED_ON, () -> commands.execute(commandId))
        .onFailure(Problem.class)
        .recoverWithUni(it -> commands.refuse(commandId, it.asDetail()))
        .onFailure()
        .recoverWithUni(it -> putOff(commandId, it));
  }

  private Uni<Void> putOff(UUID commandId, Throwable failure) {
    LOG.errorf(failure, "Command %s is tried again", commandId);
    return queue.putOff(commandId);
  }
}
