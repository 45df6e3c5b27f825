package dev.pluginsuite.installation.work;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Works off the tasks of all features, several sites at once, and looks for what slipped through.
 */
@ApplicationScoped
public class SiteTaskWorker {
  private static final Logger LOG = Logger.getLogger(SiteTaskWorker.class);

  private final SiteTasks queue;
  private final Map<String, SiteTaskHandler> handlers;
  private final Drain tasks;
  private final List<Drain> stuck;

  SiteTaskWorker(SiteTasks queue, @All List<SiteTaskHandler> handlers, SiteTasksConfig config) {
    this.queue = queue;
    this.handlers =
        handlers.stream().collect(Collectors.toMap(SiteTaskHandler::kind, Function.identity()));
    this.tasks = new Drain("tasks of sites", config.workers(), this::handleNext);
    this.stuck =
        handlers.stream()
            .map(it -> new Drain("stuck tasks of " + it.kind(), it::tellNextAgain))
            .toList();
  }

  public void wake() {
    tasks.wake();
  }

  @Scheduled(every = "1s", delayed = "1s", skipExecutionIf = ApplicationNotRunning.class)
  void look() {
    tasks.wake();
    stuck.forEach(Drain::wake);
  }

  @Scheduled(
      every = "30s",
      delayed = "10s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> sweep() {
    return Multi.createFrom()
        .iterable(handlers.values())
        .onItem()
        .transformToUniAndConcatenate(this::sweep)
        .collect()
        .last()
        .invoke(this::wake)
        .replaceWithVoid();
  }

  /** One that fails must not keep the others from it. */
  private Uni<Integer> sweep(SiteTaskHandler handler) {
    return handler
        .sweep()
        .onFailure()
        .invoke(it -> LOG.errorf(it, "Cannot sweep for %s", handler.kind()))
        .onFailure()
        .recoverWithItem(0);
  }

  private Uni<Boolean> handleNext() {
    return queue
        .take(handlers.keySet())
        .chain(it -> it == null ? Uni.createFrom().item(false) : handle(it).replaceWith(true));
  }

  /** Its lease ends soon: then it is tried again. */
  private Uni<Void> handle(SiteTask task) {
    return Objects.requireNonNull(handlers.get(task.kind()))
        .handle(task)
        .onFailure()
        .invoke(it -> LOG.errorf(it, "%s is tried again", task))
        .onFailure()
        .recoverWithNull();
  }
}
